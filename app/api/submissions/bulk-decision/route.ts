import { bulkRejectSchema } from "@/lib/contracts/bulk";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { bulkReject } from "@/lib/services/bulk-reject";

export const POST = memberRoute(async (ctx, request) => bulkReject(ctx, await readJson(request, bulkRejectSchema)));
