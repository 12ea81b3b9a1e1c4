import { claimNextSchema } from "@/lib/contracts/leases";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { claimNext } from "@/lib/services/claim-next";

export const POST = memberRoute(async (ctx, request) => claimNext(ctx, await readJson(request, claimNextSchema)));
