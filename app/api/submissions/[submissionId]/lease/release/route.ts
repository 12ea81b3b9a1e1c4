import { leaseRefSchema } from "@/lib/contracts/leases";
import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { releaseLease } from "@/lib/services/release-lease";
import { liveHub } from "@/lib/services/runtime";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  await releaseLease(ctx, submissionId, await readJson(request, leaseRefSchema));
  liveHub().announce(ctx.projectId, submissionId);
});
