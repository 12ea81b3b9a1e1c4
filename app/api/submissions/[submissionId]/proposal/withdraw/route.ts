import { withdrawProposalSchema, submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { withdrawProposal } from "@/lib/services/withdraw-proposal";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return withdrawProposal(ctx, submissionId, await readJson(request, withdrawProposalSchema));
});
