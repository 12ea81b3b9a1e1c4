import type { SubmissionScope } from "@/lib/contracts/submission-filter";

export type FilterName = "waiting" | "flag" | "country" | "idType" | "status" | "assignee";

/** The filters that a list offers. */
export function filterNamesOf(scope: SubmissionScope): readonly FilterName[] {
  return scope === "queue" ? ["waiting", "flag", "country", "idType", "assignee"] : ["status", "waiting", "flag", "country", "idType"];
}
