import { changeRoleSchema, memberParamsSchema } from "@/lib/contracts/members";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { changeRole } from "@/lib/services/change-role";
import { listMembers } from "@/lib/services/list-members";
import { removeMember } from "@/lib/services/remove-member";

export const PATCH = memberRoute(async (ctx, request, params) => {
  const { memberId } = memberParamsSchema.parse(params);
  await changeRole(ctx, memberId, await readJson(request, changeRoleSchema));
  return listMembers(ctx);
});

export const DELETE = memberRoute(async (ctx, _request, params) => {
  await removeMember(ctx, memberParamsSchema.parse(params).memberId);
  return listMembers(ctx);
});
