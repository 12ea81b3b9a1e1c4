import { auditFilterSchema } from "@/lib/contracts/audit";
import { memberRoute } from "@/lib/http/member-route";
import { listAudit } from "@/lib/services/list-audit";

export const GET = memberRoute((ctx, request) => listAudit(ctx, auditFilterSchema.parse(Object.fromEntries(request.nextUrl.searchParams))));
