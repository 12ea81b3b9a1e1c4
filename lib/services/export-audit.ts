import "server-only";
import { listAuditEntries, listChain } from "@/db/queries/audit";
import type { AuditFilter } from "@/lib/contracts/audit";
import { appendAudit } from "./append-audit";
import { auditEntryOf } from "./audit-mapper";
import { auditRange } from "./list-audit";
import { authorise, type ServiceContext } from "./context";
import { holdRights } from "./membership";

const batch = 1_000;

async function* chainOf(ctx: ServiceContext) {
  for (let rows = await listChain(ctx.db, ctx.projectId, 0, batch); rows.length > 0; rows = await listChain(ctx.db, ctx.projectId, rows.at(-1)?.seq ?? 0, batch))
    yield* rows;
}

async function* matchesOf(ctx: ServiceContext, filter: AuditFilter) {
  const range = await auditRange(ctx, filter);
  const { action, actor, subject } = filter;
  let before = filter.before;
  for (;;) {
    const rows = await listAuditEntries(ctx.db, ctx.projectId, { action, actor, subject, ...range, before, limit: batch });
    yield* rows;
    if (rows.length < batch) return;
    before = rows.at(-1)?.seq;
  }
}

/**
 * JSON lines, an entry each. Without a filter the whole chain in its order, which `npm run audit:verify -- --export FILE`
 * verifies without the database; with one, the matches, newest first. The export is itself an entry, written before.
 */
export async function exportAudit(ctx: ServiceContext, filter: AuditFilter): Promise<AsyncIterable<string>> {
  authorise(ctx, "audit.read");
  const key = await ctx.vault.projectKey(ctx.projectId);
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  const changes = asked.map(([field, value]) => ({ field, old: null, new: String(value) }));
  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "audit.read");
    await appendAudit(tx, ctx, key, [{ action: "audit.exported", subjectId: ctx.projectId, changes }]);
  });
  const rows = asked.length === 0 ? chainOf(ctx) : matchesOf(ctx, filter);
  return (async function* lines() {
    for await (const row of rows) yield `${JSON.stringify({ projectId: ctx.projectId, ...auditEntryOf(row) })}\n`;
  })();
}
