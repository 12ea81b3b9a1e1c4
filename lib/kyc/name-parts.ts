/** A full name as the public API splits it. */
export interface NameParts {
  firstName: string | null;
  lastName: string | null;
}

/**
 * "First Last", as Step 2 takes it: the last word is the last name, all before it the first. A name of one word, such as
 * 김하늘, is a first name alone: where its family name ends is not ours to guess.
 */
export function namePartsOf(fullName: string | null): NameParts {
  const words = (fullName ?? "").split(/\s+/u).filter((word) => word !== "");
  if (words.length < 2) return { firstName: words[0] ?? null, lastName: null };
  return { firstName: words.slice(0, -1).join(" "), lastName: words.at(-1) ?? null };
}

/** The name that its parts make. */
export function fullNameOf({ firstName, lastName }: NameParts): string {
  return [firstName, lastName].filter((part) => part !== null).join(" ");
}
