import { recordDecisionSchema, submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { recordDecision } from "@/lib/services/record-decision";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return recordDecision(ctx, submissionId, await readJson(request, recordDecisionSchema));
});
