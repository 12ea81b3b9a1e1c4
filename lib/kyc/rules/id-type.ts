import type { Rule } from "./rule";

const rule = "id_type";

/** Hits when the project does not accept this type of document. */
export const acceptedIdType: Rule = ({ idType }, options) => {
  if (options.acceptedIdTypes === null) return { outcome: "skipped", rule, reason: "option_off" };
  if (idType === null) return { outcome: "skipped", rule, reason: "fact_missing" };
  if (options.acceptedIdTypes.includes(idType)) return { outcome: "clear", rule };

  return { outcome: "hit", rule };
};
