import "server-only";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const letter = /[\p{L}\p{N}]/u;

/** Three characters at least, two letters side by side or one that begins a word: these have a trigram wherever they stand. */
const hasTrigram = (term: string) => [...term].length >= 3 && /[\p{L}\p{N}]{2}|[^\p{L}\p{N}][\p{L}\p{N}]/u.test(term);

const escaped = (term: string) => term.replace(/[\\%_]/g, "\\$&");

/** What is sought: nothing in particular, one id, texts that are like a pattern, or what no row can have. */
export type SearchTerm = { kind: "none" } | { kind: "id"; id: string } | { kind: "like"; pattern: string } | { kind: "nowhere" };

/**
 * A term is sought as `search_text` is written. One with a trigram is sought anywhere, another at the start of a word,
 * where every letter has one. A term without a letter or digit (`@`, `..`, an accent alone) has none at all: it is
 * sought nowhere.
 */
export function searchTermOf(q: string): SearchTerm {
  if (q === "") return { kind: "none" };
  const term = q.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  if (uuid.test(term)) return { kind: "id", id: term };
  if (!letter.test(term)) return { kind: "nowhere" };
  return { kind: "like", pattern: hasTrigram(term) ? `%${escaped(term)}%` : `% ${escaped(term)}%` };
}
