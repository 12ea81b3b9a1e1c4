import { addMemberSchema } from "@/lib/contracts/members";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { addMember } from "@/lib/services/add-member";
import { listMembers } from "@/lib/services/list-members";

export const GET = memberRoute((ctx) => listMembers(ctx));

export const POST = memberRoute(async (ctx, request) => {
  const { existed } = await addMember(ctx, await readJson(request, addMemberSchema));
  return { ...(await listMembers(ctx)), existed };
});
