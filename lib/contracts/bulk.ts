import * as z from "zod/mini";
import { submissionIdSchema } from "./submission-id";

/** How many cases one act may name. */
export const bulkLimit = 100;
export const reasonLength = 500;
export const priorityLimit = 1_000;

const ids = z.array(submissionIdSchema).check(z.minLength(1), z.maxLength(bulkLimit));

/** `GET /api/queue/members`: who may decide, by name; a case is assigned to one of them. */
export const decidersSchema = z.object({ members: z.array(z.object({ id: z.uuid(), name: z.string() })) });
export type Deciders = z.infer<typeof decidersSchema>;

/** `POST /api/queue/assign`: to a member who may decide, or to nobody. */
export const assignCasesSchema = z.strictObject({
  submissionIds: ids,
  memberId: z.nullable(z.uuid()),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(reasonLength), z.regex(/^[^\0]*$/)),
});
export type AssignCasesInput = z.infer<typeof assignCasesSchema>;

/** `POST /api/queue/prioritise`: larger is sooner; null is by the case's flags again. */
export const prioritiseCasesSchema = z.strictObject({ submissionIds: ids, priority: z.nullable(z.int().check(z.minimum(0), z.maximum(priorityLimit))) });
export type PrioritiseCasesInput = z.infer<typeof prioritiseCasesSchema>;

/**
 * What became of one case of an act on many. `unchanged`: it was so already. Each of the others names why nothing was
 * written; the cases before and after it are not touched by it.
 */
export const entryOutcomes = ["done", "unchanged", "not_pending", "not_found"] as const;
export const entryResultsSchema = z.object({ results: z.array(z.object({ submissionId: submissionIdSchema, outcome: z.enum(entryOutcomes) })) });
export type EntryOutcome = (typeof entryOutcomes)[number];
export type EntryResults = z.infer<typeof entryResultsSchema>;

/**
 * `POST /api/submissions/bulk-decision`: rejects each case by itself with one code, as it was seen. The same case may be sent
 * again when an answer was lost: what this member rejected so already is `rejected`.
 */
export const bulkRejectSchema = z.strictObject({
  holder: z.uuid(),
  items: z.array(z.strictObject({ submissionId: submissionIdSchema, version: z.int().check(z.minimum(1)) })).check(z.minLength(1), z.maxLength(bulkLimit)),
  code: z.string().check(z.minLength(1), z.maxLength(64)),
  otherText: z.nullable(z.string().check(z.maxLength(10_000))),
});
export type BulkRejectInput = z.infer<typeof bulkRejectSchema>;

/**
 * `proposed`: the rejection waits for a second person. `rule_hit`: a rule hits, which only who opens the case can confirm.
 * `held`: another page works on it.
 */
export const rejectOutcomes = [
  "rejected", "proposed", "rule_hit", "code_not_available", "stale_version", "already_decided", "not_pending", "erased", "held", "proposal_open", "not_found",
] as const;
export type RejectOutcome = (typeof rejectOutcomes)[number];

/** `version` is the case's after a rejection: what an undo names, until `undoUntil`; null where it cannot be taken back so. */
export const bulkRejectedSchema = z.object({
  results: z.array(z.object({ submissionId: submissionIdSchema, outcome: z.enum(rejectOutcomes), version: z.nullable(z.int()), undoUntil: z.nullable(z.iso.datetime()) })),
});
export type BulkRejected = z.infer<typeof bulkRejectedSchema>;
