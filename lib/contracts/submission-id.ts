import * as z from "zod/mini";

/** In small letters, as it is stored: keys and audit entries are found by its text. */
export const submissionIdSchema = z.uuid().check(z.toLowerCase());
