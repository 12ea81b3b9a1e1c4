import { takeOverLeaseSchema } from "@/lib/contracts/leases";
import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { liveHub } from "@/lib/services/runtime";
import { takeOverLease } from "@/lib/services/take-over-lease";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  const lease = await takeOverLease(ctx, submissionId, await readJson(request, takeOverLeaseSchema));
  liveHub().announce(ctx.projectId, submissionId);
  return lease;
});
