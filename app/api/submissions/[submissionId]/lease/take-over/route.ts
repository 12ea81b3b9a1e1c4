import { takeOverLeaseSchema } from "@/lib/contracts/leases";
import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { takeOverLease } from "@/lib/services/take-over-lease";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return takeOverLease(ctx, submissionId, await readJson(request, takeOverLeaseSchema));
});
