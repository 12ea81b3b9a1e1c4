import { assignCasesSchema } from "@/lib/contracts/bulk";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { assignCases } from "@/lib/services/assign-cases";

export const POST = memberRoute(async (ctx, request) => assignCases(ctx, await readJson(request, assignCasesSchema)));
