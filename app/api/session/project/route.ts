import { switchProjectSchema } from "@/lib/contracts/session";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { switchProject } from "@/lib/services/switch-project";

export const POST = memberRoute(async (ctx, request) => {
  const { slug } = await readJson(request, switchProjectSchema);
  return switchProject(ctx, slug);
});
