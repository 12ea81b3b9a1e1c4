import "server-only";
import { z } from "zod";
import { fieldChangesSchema } from "@/lib/contracts/fields";
import { ruleNames } from "@/lib/kyc/rules/rule";
import type { SealingKey } from "@/lib/vault/vault";

const sealedProposalSchema = z.object({
  /** What the maker chose. */
  otherText: z.nullable(z.string()),
  fields: fieldChangesSchema,
  confirmedHits: z.array(z.enum(ruleNames)),
  /** What the applicant would have read when it was proposed. */
  verdict: z.object({ codes: z.array(z.string()), comments: z.array(z.string()) }),
});
export type SealedProposal = z.infer<typeof sealedProposalSchema>;

const purposeOf = (proposalId: string) => `proposal:${proposalId}`;

export function sealProposal(key: SealingKey, proposalId: string, proposal: SealedProposal): Buffer {
  return key.seal(JSON.stringify(proposal), purposeOf(proposalId));
}

export function openProposal(key: SealingKey, proposalId: string, sealed: Uint8Array): SealedProposal {
  return sealedProposalSchema.parse(JSON.parse(key.open(sealed, purposeOf(proposalId)).toString("utf8")));
}

export const sealProposalNote = (key: SealingKey, proposalId: string, note: string): Buffer => key.seal(note, `${purposeOf(proposalId)}:note`);
