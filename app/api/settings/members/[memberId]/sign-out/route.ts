import { memberParamsSchema } from "@/lib/contracts/members";
import { memberRoute } from "@/lib/http/member-route";
import { listMembers } from "@/lib/services/list-members";
import { signOutEverywhere } from "@/lib/services/sign-out-everywhere";

export const POST = memberRoute(async (ctx, _request, params) => {
  await signOutEverywhere(ctx, memberParamsSchema.parse(params).memberId);
  return listMembers(ctx);
});
