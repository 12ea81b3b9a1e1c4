import { savePolicySchema } from "@/lib/contracts/options";
import { withEngines } from "@/lib/http/desk-context";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { getPolicy } from "@/lib/services/get-policy";
import { savePolicy } from "@/lib/services/save-policy";

export const GET = memberRoute((ctx) => getPolicy(withEngines(ctx)));

export const PUT = memberRoute(async (ctx, request) => savePolicy(withEngines(ctx), await readJson(request, savePolicySchema)));
