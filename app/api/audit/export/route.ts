import { auditFilterSchema } from "@/lib/contracts/audit";
import { ForbiddenError } from "@/lib/errors";
import { linesStream } from "@/lib/http/lines-stream";
import { memberRoute } from "@/lib/http/member-route";
import { authorise } from "@/lib/services/context";
import { exportAudit } from "@/lib/services/export-audit";
import type { DeskContext } from "@/lib/services/find-session";

function headersOf(ctx: DeskContext) {
  return {
    "content-type": "application/x-ndjson; charset=utf-8",
    "content-disposition": `attachment; filename="audit-${ctx.project.slug}-${ctx.now.toISOString().slice(0, 10)}.jsonl"`,
    "cache-control": "private, no-store",
  };
}

/** A download of JSON lines, sent as they are read. It is audited, so it is made when somebody asks for it and not ahead of it. */
export const GET = memberRoute(async (ctx, request) => {
  if (request.headers.get("sec-purpose")?.startsWith("prefetch")) throw new ForbiddenError("An export is not made ahead of being asked for.");
  const filter = auditFilterSchema.parse(Object.fromEntries(request.nextUrl.searchParams));
  return new Response(linesStream(await exportAudit(ctx, filter)), { headers: headersOf(ctx) });
});

/** What the download would be; nothing is read, so nothing is audited. */
export const HEAD = memberRoute(async (ctx) => {
  authorise(ctx, "audit.read");
  return new Response(null, { headers: headersOf(ctx) });
});
