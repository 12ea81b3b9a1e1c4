import { correctFieldsSchema, submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { correctFields } from "@/lib/services/correct-fields";

export const PATCH = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return correctFields(ctx, submissionId, await readJson(request, correctFieldsSchema));
});
