import { confirmProposalSchema, submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { confirmProposal } from "@/lib/services/confirm-proposal";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return confirmProposal(ctx, submissionId, await readJson(request, confirmProposalSchema));
});
