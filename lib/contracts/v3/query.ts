import * as z from "zod/mini";
import { parseCivilDate } from "@/lib/kyc/civil-date";

export const requestTypes = ["kyc", "aml", "data", "others"] as const;
export type RequestType = (typeof requestTypes)[number];

export const countRange = { min: 1, max: 2_000, preset: 50 } as const;
/** A list names at most this many. */
const longestList = 100;

/** `2026-11-24` or `20261124`, as the first. */
const wholeDay = (text: string) => text.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
const isDay = (text: string) => (parseCivilDate(wholeDay(text)) ?? "") >= "1900-01-01";

const day = z.string().check(z.refine(isDay, "is a day as YYYYMMDD or YYYY-MM-DD, from 1900 on"));
const list = z
  .array(z.string().check(z.minLength(1), z.maxLength(254, "names are up to 254 characters"), z.regex(/^[^\p{Cc}\p{Cs}]*$/u, "has a character that cannot be printed")))
  .check(z.maxLength(longestList, `takes at most ${longestList} values`));
const count = `is a whole number from ${countRange.min} to ${countRange.max}`;

/** Query of `GET /v3/submission`. Lists come as `email=a&email=b`, `email[]=a` or `email=a,b`. Without any of them: all. */
export const itemQuerySchema = z
  .object({
    submission_id: z.optional(z.string()),
    userid: z.optional(list),
    email: z.optional(list),
    count: z._default(z.coerce.number(count).check(z.int(count), z.minimum(countRange.min, count), z.maximum(countRange.max, count)), countRange.preset),
    nextpage_id: z.optional(z.uuid("is the id of a nextpageKey")),
    nextpage_date: z.optional(z.iso.datetime("is the created_at of a nextpageKey")),
    start_date: z.optional(day),
    end_date: z.optional(day),
    request_type: z.optional(z.enum(requestTypes, `is one of ${requestTypes.join(", ")}`)),
  })
  .check(
    z.refine((query) => (query.nextpage_id === undefined) === (query.nextpage_date === undefined), { path: ["nextpage_id"], error: "goes together with nextpage_date" }),
    z.refine(({ start_date, end_date }) => start_date === undefined || end_date === undefined || wholeDay(start_date) <= wholeDay(end_date), {
      path: ["end_date"], error: "lies before start_date",
    }),
  );

/** A query that was read; days are `YYYY-MM-DD`, both included. */
export interface ItemQuery {
  submissionId: string | null;
  userids: string[] | null;
  emails: string[] | null;
  count: number;
  after: { id: string; createdAt: string } | null;
  from: string | null;
  to: string | null;
  requestType: RequestType | null;
}

const lists = ["userid", "email"];

/** Names and values of a URL as the schema takes them; what is empty was not given. */
function gather(params: URLSearchParams): { given: Record<string, string | string[]> } | { refusal: string } {
  const given: Record<string, string | string[]> = {};
  for (const key of new Set(params.keys())) {
    const name = key.replace(/\[\]$/, "");
    const values = params.getAll(key).filter((value) => value !== "");
    if (values.length === 0) continue;
    if (lists.includes(name)) given[name] = [...(given[name] ?? []), ...values.flatMap((value) => value.split(",").map((part) => part.trim())).filter((part) => part !== "")];
    else if (values.length > 1) return { refusal: `${name} may be given once only.` };
    else given[name] = values[0] ?? "";
  }
  return { given };
}

/** Reads the query of a URL; `refusal` names the first parameter that cannot be taken. Others than the schema's are passed over. */
export function readItemQuery(params: URLSearchParams): ItemQuery | { refusal: string } {
  const gathered = gather(params);
  if ("refusal" in gathered) return gathered;
  const parsed = itemQuerySchema.safeParse(gathered.given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { refusal: `${String(issue?.path[0] ?? "query")} ${issue?.message ?? "cannot be read"}.` };
  }
  const { submission_id, userid, email, count: limit, nextpage_id, nextpage_date, start_date, end_date, request_type } = parsed.data;
  return {
    submissionId: submission_id ?? null,
    userids: userid ?? null,
    // A plus that was not escaped arrives as a space, which no address has.
    emails: email?.map((address) => address.replaceAll(" ", "+")) ?? null,
    count: limit,
    after: nextpage_id === undefined || nextpage_date === undefined ? null : { id: nextpage_id.toLowerCase(), createdAt: nextpage_date },
    from: start_date === undefined ? null : wholeDay(start_date),
    to: end_date === undefined ? null : wholeDay(end_date),
    requestType: request_type ?? null,
  };
}
