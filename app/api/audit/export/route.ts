import { auditFilterSchema } from "@/lib/contracts/audit";
import { linesStream } from "@/lib/http/lines-stream";
import { memberRoute } from "@/lib/http/member-route";
import { exportAudit } from "@/lib/services/export-audit";

/** A download of JSON lines, sent as they are read. */
export const GET = memberRoute(async (ctx, request) => {
  const filter = auditFilterSchema.parse(Object.fromEntries(request.nextUrl.searchParams));
  const lines = await exportAudit(ctx, filter);
  const fileName = `audit-${ctx.project.slug}-${ctx.now.toISOString().slice(0, 10)}.jsonl`;
  return new Response(linesStream(lines), {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
    },
  });
});
