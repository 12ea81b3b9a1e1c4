import { claimNextSchema } from "@/lib/contracts/leases";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { claimNext } from "@/lib/services/claim-next";
import { liveHub } from "@/lib/services/runtime";

/** A reservation is shown to nobody, and so told to nobody. */
export const POST = memberRoute(async (ctx, request) => {
  const input = await readJson(request, claimNextSchema);
  const claimed = await claimNext(ctx, input);
  if (claimed.lease !== null && !input.soft) liveHub().announce(ctx.projectId, claimed.lease.submissionId);
  if (input.skip !== null) liveHub().announce(ctx.projectId, input.skip);
  return claimed;
});
