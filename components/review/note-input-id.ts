/** The text of a new note; the key `m` leads to it. */
export const noteInputId = "case-note";
