import { reopenCaseSchema, submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { reopenCase } from "@/lib/services/reopen-case";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return reopenCase(ctx, submissionId, await readJson(request, reopenCaseSchema));
});
