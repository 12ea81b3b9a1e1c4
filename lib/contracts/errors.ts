import * as z from "zod/mini";

/** Why a write was refused although the request was well formed. */
export const conflictReasons = [
  "stale_version", "already_decided", "not_pending", "erased", "rule_hit", "facts_missing", "code_not_available", "last_admin", "exists", "already_withdrawn", "title_taken",
  "held", "lease_lost", "too_late", "other_case_open", "proposal_open", "no_proposal", "project_open", "project_deleted", "not_all_erased",
] as const;
export type ConflictReason = (typeof conflictReasons)[number];

/** The answer of every failed request of the desk's own API. `details` depends on `errorCode`. */
export const errorBodySchema = z.object({
  errorCode: z.string(),
  message: z.string(),
  details: z.optional(z.unknown()),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
