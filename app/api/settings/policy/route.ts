import { savePolicySchema } from "@/lib/contracts/options";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { getPolicy } from "@/lib/services/get-policy";
import { savePolicy } from "@/lib/services/save-policy";

export const GET = memberRoute((ctx) => getPolicy(ctx));

export const PUT = memberRoute(async (ctx, request) => savePolicy(ctx, await readJson(request, savePolicySchema)));
