import "server-only";

export const maxImagePixels = 40_000_000;

/** What is cut off is refused; a flaw in the middle is not: a person sees it. One setting for all who decode, or one refuses what another took. */
export const decoding = { failOn: "truncated", limitInputPixels: maxImagePixels } as const;
