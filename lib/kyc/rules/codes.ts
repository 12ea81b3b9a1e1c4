import { renderMessage, type RejectCode } from "../codes/reject-comments";
import type { RuleHit, RuleName } from "./rule";

export type Stage = "intake" | "review";

const codeByStage = {
  blacklist_country: { intake: "blacklistCountry", review: "id_info_blacklist" },
  age_limit: { intake: "under_ageLimit", review: "id_info_notOfAge" },
  id_type: { intake: "invalid_acceptedID", review: "invalid_acceptedID" },
  duplicate_user: { intake: "duplicate_user", review: "duplicate_user" },
} as const satisfies Record<RuleName, Record<Stage, RejectCode>>;

/** The stage decides the code: in review the right-hand one stands, whether a fact was corrected or the policy changed since. */
export function rejectCodeFor(rule: RuleName, stage: Stage): RejectCode {
  return codeByStage[rule][stage];
}

/** The code of a hit with the message that the applicant would read. */
export function commentFor(hit: RuleHit, stage: Stage): { rule: RuleName; code: RejectCode; message: string } {
  const code = rejectCodeFor(hit.rule, stage);
  return { rule: hit.rule, code, message: renderMessage(code, hit.params) };
}
