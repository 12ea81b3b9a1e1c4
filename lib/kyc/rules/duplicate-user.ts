import type { Rule } from "./rule";

const rule = "duplicate_user";

/** Hits when an approved submission has the same identity. The browser cannot look, and says so instead of guessing. */
export const duplicateUser: Rule = ({ duplicateOfApproved }, options) => {
  if (!options.rejectDuplicateUser) return { outcome: "skipped", rule, reason: "option_off" };
  if (duplicateOfApproved === null) return { outcome: "skipped", rule, reason: "checked_on_save" };

  return duplicateOfApproved ? { outcome: "hit", rule } : { outcome: "clear", rule };
};
