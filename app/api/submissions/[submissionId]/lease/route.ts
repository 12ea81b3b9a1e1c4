import { leaseRefSchema, takeLeaseSchema } from "@/lib/contracts/leases";
import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { renewLease } from "@/lib/services/renew-lease";
import { liveHub } from "@/lib/services/runtime";
import { takeLease } from "@/lib/services/take-lease";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  const lease = await takeLease(ctx, submissionId, await readJson(request, takeLeaseSchema));
  liveHub().announce(ctx.projectId, submissionId);
  return lease;
});

export const PATCH = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return renewLease(ctx, submissionId, await readJson(request, leaseRefSchema));
});
