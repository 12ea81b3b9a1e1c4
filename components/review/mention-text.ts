import type { Colleague } from "@/lib/contracts/notes";

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** At most this many people are offered. */
const offered = 8;

/** The name that is being typed behind an `@` at the caret, and where the `@` stands; null elsewhere, as within an e-mail address. */
export function mentionQueryAt(text: string, caret: number): { start: number; query: string } | null {
  const match = /(?<![\p{L}\p{N}._%+-])@([^@\n]{0,40})$/u.exec(text.slice(0, caret));
  return match === null ? null : { start: match.index, query: match[1] ?? "" };
}

/** Who could be meant: by the start of the name, of a word in it, or of the e-mail, then anywhere in the name. */
export function matchingColleagues(colleagues: readonly Colleague[], query: string): Colleague[] {
  const typed = fold(query);
  // A whole name with a space behind it is done.
  if (/\s$/u.test(query) && colleagues.some(({ name }) => fold(name) === typed)) return [];
  const rank = ({ name, email }: Colleague) => {
    const known = fold(name);
    if (known.startsWith(typed)) return 0;
    if (known.split(/\s+/u).some((word) => word.startsWith(typed))) return 1;
    if (fold(email).startsWith(typed)) return 2;
    return known.includes(typed) ? 3 : 4;
  };
  return colleagues
    .map((colleague) => ({ colleague, rank: rank(colleague) }))
    .filter((ranked) => ranked.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, offered)
    .map((ranked) => ranked.colleague);
}

/** The text with a name in the place of what was typed from `start` to the caret, and where the caret stands then. */
export function withMention(text: string, start: number, caret: number, name: string): { text: string; caret: number } {
  const rest = text.slice(caret).replace(/^ /, "");
  const head = `${text.slice(0, start)}@${name}${/^[,.;:!?)]/u.test(rest) ? "" : " "}`;
  return { text: head + rest, caret: head.length };
}

const isLatin = (letter: string | undefined) => letter !== undefined && /[\p{Script=Latin}\p{N}]/u.test(letter);

/** A name that goes on is another one: `@Lena` does not stand in `@Lenard`; but Hangul takes its particles at once. */
const standsAt = (text: string, at: number, name: string) => text.startsWith(name, at) && !(isLatin(name.at(-1)) && isLatin(text[at + name.length]));

export type NoteSegment = { kind: "text"; text: string } | { kind: "mention"; name: string };

/** A text in pieces: what stands as `@name` of one of the names, and what lies between. The longest name counts. */
export function segmentsOf(text: string, names: readonly string[]): NoteSegment[] {
  const longestFirst = names.filter((name) => name !== "").sort((a, b) => b.length - a.length);
  const segments: NoteSegment[] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (at < from) continue;
    const name = longestFirst.find((each) => standsAt(text, at + 1, each));
    if (name === undefined) continue;
    if (at > from) segments.push({ kind: "text", text: text.slice(from, at) });
    segments.push({ kind: "mention", name });
    from = at + 1 + name.length;
  }
  if (from < text.length) segments.push({ kind: "text", text: text.slice(from) });
  return segments;
}

/** Whom a text calls: those whose name stands in it. Of several with one name, those that were picked, else all of them. */
export function mentionedIn(text: string, colleagues: readonly Colleague[], picked: readonly string[]): string[] {
  const named = new Set(segmentsOf(text, colleagues.map(({ name }) => name)).flatMap((segment) => (segment.kind === "mention" ? segment.name : [])));
  return [...named].flatMap((name) => {
    const same = colleagues.filter((colleague) => colleague.name === name).map(({ memberId }) => memberId);
    const chosen = same.filter((memberId) => picked.includes(memberId));
    return chosen.length > 0 ? chosen : same;
  });
}
