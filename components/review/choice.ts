import type { AgentCode } from "@/lib/kyc/codes/reject-comments";
import { fill, unfilledIn } from "@/lib/kyc/codes/text-template";

/** What an agent chose in the picker; `otherText` is kept while `other` is not chosen. */
export interface Choice {
  codes: readonly AgentCode[];
  otherText: string;
  /** Values for the placeholders that templates brought into the text, by name; blank where there is none yet. */
  holes?: Readonly<Record<string, string>>;
}

export const noChoice: Choice = { codes: [], otherText: "" };

/** The placeholders that still stand in the text, filled or not: each is a field. */
export const holesOf = ({ otherText, holes = {} }: Choice): string[] => unfilledIn(otherText, Object.keys(holes));

/** Those without a value: while there is one nothing is sent. */
export const unfilledOf = (choice: Choice): string[] => (choice.codes.includes("other") ? holesOf(choice).filter((name) => (choice.holes?.[name] ?? "").trim() === "") : []);

/** The text as the applicant reads it. */
export const otherTextOf = ({ otherText, holes = {} }: Choice): string => fill(otherText, holes);
