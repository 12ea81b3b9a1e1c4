import "server-only";
import { listAuditEntries } from "@/db/queries/audit";
import { findCurrentOptions } from "@/db/queries/project-options";
import type { AuditFilter, AuditPage } from "@/lib/contracts/audit";
import { startOfDayIn } from "@/lib/kyc/civil-date";
import { auditEntryOf } from "./audit-mapper";
import { authorise, type ServiceContext } from "./context";

export const auditPageSize = 100;

/** The filter's days are days of the project's time zone, both included. */
export async function auditRange(ctx: ServiceContext, filter: AuditFilter): Promise<{ from?: Date; to?: Date }> {
  if (filter.from === undefined && filter.to === undefined) return {};
  const { options } = await findCurrentOptions(ctx.db, ctx.projectId);
  return {
    from: filter.from === undefined ? undefined : startOfDayIn(options.timeZone, filter.from, 0),
    to: filter.to === undefined ? undefined : startOfDayIn(options.timeZone, filter.to, 1),
  };
}

/** Newest first, a page of 100. */
export async function listAudit(ctx: ServiceContext, filter: AuditFilter): Promise<AuditPage> {
  authorise(ctx, "audit.read");
  const range = await auditRange(ctx, filter);
  const { action, actor, subject, before } = filter;
  const rows = await listAuditEntries(ctx.db, ctx.projectId, { action, actor, subject, before, ...range, limit: auditPageSize + 1 });
  const entries = rows.slice(0, auditPageSize).map(auditEntryOf);
  return { entries, next: rows.length > auditPageSize ? (entries.at(-1)?.seq ?? null) : null };
}
