import { undoDecisionSchema, submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { undoDecision } from "@/lib/services/undo-decision";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return undoDecision(ctx, submissionId, await readJson(request, undoDecisionSchema));
});
