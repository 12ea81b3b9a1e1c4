import { isCanonicalCountry } from "@/lib/kyc/country";
import { flags, type Flag } from "@/lib/kyc/flags";
import { idTypes, type IdType } from "@/lib/kyc/id-type";
import { submissionStatuses, type SubmissionStatus } from "@/lib/kyc/review/transitions";

export const submissionScopes = ["queue", "all"] as const;
export type SubmissionScope = (typeof submissionScopes)[number];

export const submissionSorts = ["age", "-age", "name", "-name", "priority", "-priority"] as const;
export type SubmissionSort = (typeof submissionSorts)[number];

/** Hours of "waiting longer than", as the filter offers them. */
export const waitingHours = [1, 4, 8, 24, 72] as const;

/**
 * Which submissions a list shows. Its URL form: `?q=kim&flag=…&country=KOR&idType=passport&waiting=4&sort=-name&after=<id>`;
 * a list repeats its key. `age` is oldest first in the queue (waiting since) and by creation in the list of all. The queue
 * alone has `assignee` (`me`, `nobody` or a member's id) and `sort=priority`, which is the order that cases are claimed in.
 */
export interface SubmissionFilter {
  scope: SubmissionScope;
  q: string;
  status: SubmissionStatus[];
  flag: Flag[];
  country: string[];
  idType: IdType[];
  /** Hours; null for any time. */
  waiting: number | null;
  assignee: string | null;
  sort: SubmissionSort;
  after: string | null;
  before: string | null;
}

export const defaultSort = { queue: "age", all: "-age" } as const satisfies Record<SubmissionScope, SubmissionSort>;
export const pageSize = 30;

/** What a filter is without: everything, in the order that was chosen. */
export const noFilter = { q: "", status: [], flag: [], country: [], idType: [], waiting: null, assignee: null, after: null, before: null } satisfies Partial<SubmissionFilter>;

type SearchParams = Record<string, string | string[] | undefined>;

const listKeys = ["status", "flag", "country", "idType"] as const;
type ListKey = (typeof listKeys)[number];
type SingleKey = "q" | "waiting" | "assignee" | "sort" | "after" | "before";

const oneOf = <Value extends string>(values: readonly Value[], text: string) => values.find((value) => value === text) ?? null;
const uuid = (text: string) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : null);
const longestWait = 8760;

/** What each key means; null where it means nothing. Written by hand: the page reads its address in the browser, where a schema library would weigh more than the page. */
const readers: { [Key in ListKey]: (text: string) => SubmissionFilter[Key][number] | null } & { [Key in SingleKey]: (text: string) => SubmissionFilter[Key] | null } = {
  status: (text) => oneOf(submissionStatuses, text),
  flag: (text) => oneOf(flags, text),
  country: (text) => (isCanonicalCountry(text) ? text : null),
  idType: (text) => oneOf(idTypes, text),
  q: (text) => (text.trim().length <= 200 && !text.includes("\0") ? text.trim() : null),
  waiting: (text) => (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= longestWait ? Number(text) : null),
  assignee: (text) => (text === "me" || text === "nobody" ? text : uuid(text)),
  sort: (text) => oneOf(submissionSorts, text),
  after: uuid,
  before: uuid,
};

/** What only the other list knows: waiting cases have one status, and only they have a place in the queue. */
const isOfOther: Record<SubmissionScope, (key: string, value: string) => boolean> = {
  queue: (key) => key === "status",
  all: (key, value) => key === "assignee" || (key === "sort" && value.endsWith("priority")),
};

/** Reads a filter from a URL. What it does not know is left out and named in `ignored`, as `key=value`. */
export function parseSubmissionFilter(scope: SubmissionScope, params: SearchParams): { filter: SubmissionFilter; ignored: string[] } {
  const ignored: string[] = [];
  const accepted: Record<string, unknown> = {};
  const isKnown = (key: string, value: string): key is ListKey | SingleKey => Object.hasOwn(readers, key) && !isOfOther[scope](key, value);

  for (const [key, raw] of Object.entries(params)) {
    for (const value of raw === undefined ? [] : [raw].flat()) {
      const read = isKnown(key, value) ? readers[key](value) : null;
      if (read === null) ignored.push(`${key}=${value}`);
      else if (listKeys.some((name) => name === key)) accepted[key] = [...new Set([...((accepted[key] as string[] | undefined) ?? []), read])];
      else accepted[key] = read;
    }
  }
  return { filter: { ...noFilter, scope, sort: defaultSort[scope], ...accepted }, ignored };
}

/** The URL form of a filter, without what is the default; `scope` is the path's. */
export function submissionFilterParams(filter: SubmissionFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.q) params.set("q", filter.q);
  for (const key of listKeys) for (const value of filter[key]) params.append(key, value);
  if (filter.waiting !== null) params.set("waiting", String(filter.waiting));
  if (filter.assignee !== null) params.set("assignee", filter.assignee);
  if (filter.sort !== defaultSort[filter.scope]) params.set("sort", filter.sort);
  if (filter.after) params.set("after", filter.after);
  if (filter.before) params.set("before", filter.before);
  return params;
}

export function isFiltered(filter: SubmissionFilter): boolean {
  const lists = [filter.status, filter.flag, filter.country, filter.idType];
  return filter.q !== "" || filter.waiting !== null || filter.assignee !== null || lists.some((list) => list.length > 0);
}
