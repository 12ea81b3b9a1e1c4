import * as z from "zod/mini";
import { isCanonicalCountry } from "@/lib/kyc/country";
import { flags } from "@/lib/kyc/flags";
import { idTypes } from "@/lib/kyc/id-type";
import { submissionStatuses } from "@/lib/kyc/review/transitions";

export const submissionScopes = ["queue", "all"] as const;
export type SubmissionScope = (typeof submissionScopes)[number];

export const submissionSorts = ["age", "-age", "name", "-name"] as const;
export type SubmissionSort = (typeof submissionSorts)[number];

/** Hours of "waiting longer than", as the filter offers them. */
export const waitingHours = [1, 4, 8, 24, 72] as const;

const list = <Value extends string>(values: readonly Value[]) => z._default(z.array(z.enum(values as readonly [Value, ...Value[]])), []);

/**
 * Which submissions a list shows. Its URL form: `?q=kim&flag=…&country=KOR&idType=passport&waiting=4&sort=-name&after=<id>`;
 * a list repeats its key. `age` is oldest first in the queue (waiting since) and by creation in the list of all.
 */
export const submissionFilterSchema = z.object({
  scope: z.enum(submissionScopes),
  q: z._default(z.string().check(z.trim(), z.maxLength(200), z.regex(/^[^\0]*$/)), ""),
  status: list(submissionStatuses),
  flag: list(flags),
  country: z._default(z.array(z.string().check(z.refine(isCanonicalCountry))), []),
  idType: list(idTypes),
  waiting: z._default(z.nullable(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(8760))), null),
  sort: z.enum(submissionSorts),
  after: z._default(z.nullable(z.uuid()), null),
  before: z._default(z.nullable(z.uuid()), null),
});
export type SubmissionFilter = z.infer<typeof submissionFilterSchema>;

export const defaultSort = { queue: "age", all: "-age" } as const satisfies Record<SubmissionScope, SubmissionSort>;
export const pageSize = 30;

type SearchParams = Record<string, string | string[] | undefined>;

const listKeys = ["status", "flag", "country", "idType"] as const;
const singleKeys = ["q", "waiting", "sort", "after", "before"] as const;

/** Reads a filter from a URL. What it does not know is left out and named in `ignored`, as `key=value`. */
export function parseSubmissionFilter(scope: SubmissionScope, params: SearchParams): { filter: SubmissionFilter; ignored: string[] } {
  const ignored: string[] = [];
  const accepted: Record<string, unknown> = { scope, sort: defaultSort[scope] };
  const shape = submissionFilterSchema.shape;

  for (const [key, raw] of Object.entries(params)) {
    const values = raw === undefined ? [] : Array.isArray(raw) ? raw : [raw];
    const single = singleKeys.find((name) => name === key);
    const several = listKeys.find((name) => name === key && !(name === "status" && scope === "queue"));

    for (const value of values) {
      const candidate = several ? [value] : value;
      const known = several ? shape[several].safeParse(candidate) : single ? shape[single].safeParse(candidate) : { success: false as const };
      if (!known.success) ignored.push(`${key}=${value}`);
      else if (several) accepted[several] = [...new Set([...((accepted[several] as string[] | undefined) ?? []), value])];
      else accepted[key] = value;
    }
  }
  return { filter: submissionFilterSchema.parse(accepted), ignored };
}

/** The URL form of a filter, without what is the default; `scope` is the path's. */
export function submissionFilterParams(filter: SubmissionFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.q) params.set("q", filter.q);
  for (const key of listKeys) for (const value of filter[key]) params.append(key, value);
  if (filter.waiting !== null) params.set("waiting", String(filter.waiting));
  if (filter.sort !== defaultSort[filter.scope]) params.set("sort", filter.sort);
  if (filter.after) params.set("after", filter.after);
  if (filter.before) params.set("before", filter.before);
  return params;
}

/** What a filter is without: everything, in the order that was chosen. */
export const noFilter = { q: "", status: [], flag: [], country: [], idType: [], waiting: null, after: null, before: null } satisfies Partial<SubmissionFilter>;

export function isFiltered(filter: SubmissionFilter): boolean {
  const lists = [filter.status, filter.flag, filter.country, filter.idType];
  return filter.q !== "" || filter.waiting !== null || lists.some((list) => list.length > 0);
}
