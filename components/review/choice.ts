import type { AgentCode } from "@/lib/kyc/codes/reject-comments";

/** What an agent chose in the picker; `otherText` is kept while `other` is not chosen. */
export interface Choice {
  codes: readonly AgentCode[];
  otherText: string;
}

export const noChoice: Choice = { codes: [], otherText: "" };
