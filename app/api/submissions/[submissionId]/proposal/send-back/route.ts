import { sendBackProposalSchema, submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { sendBackProposal } from "@/lib/services/send-back-proposal";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return sendBackProposal(ctx, submissionId, await readJson(request, sendBackProposalSchema));
});
