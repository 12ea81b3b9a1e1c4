import { prioritiseCasesSchema } from "@/lib/contracts/bulk";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { prioritiseCases } from "@/lib/services/prioritise-cases";

export const POST = memberRoute(async (ctx, request) => prioritiseCases(ctx, await readJson(request, prioritiseCasesSchema)));
