import "server-only";
import type { Database } from "@/db";
import { lockEntry, updateEntry, type HeldEntry } from "@/db/queries/queue-entries";
import { lockSubmission, type LockedSubmission } from "@/db/queries/submissions";
import type { QueueEntryRow } from "@/db/schema/queue-entries";
import type { EntryOutcome, EntryResults } from "@/lib/contracts/bulk";
import { KeyMissingError } from "@/lib/vault/vault";
import { appendAudit, type AuditRecord } from "./append-audit";
import type { ServiceContext } from "./context";
import { loadKeys } from "./review-case";

export interface EntryChange {
  set: Partial<QueueEntryRow>;
  record: Pick<AuditRecord, "action" | "changes">;
}

export interface EntryAct {
  /** Holds the rights of the write; begins its transaction. */
  hold: (tx: Database) => Promise<void>;
  /** Null when the entry is so already. */
  change: (tx: Database, entry: HeldEntry, locked: LockedSubmission) => Promise<EntryChange | null>;
}

async function changeEntry(ctx: ServiceContext, id: string, { hold, change }: EntryAct): Promise<EntryOutcome> {
  const keys = await loadKeys(ctx, id);
  return ctx.db.transaction(async (tx) => {
    await hold(tx);
    const locked = await lockSubmission(tx, ctx.projectId, id);
    if (locked === null) return "not_found";
    if (locked.submission.status !== "pending") return "not_pending";
    if (keys === null) throw new KeyMissingError();
    const entry = await lockEntry(tx, ctx.projectId, id);
    if (entry === null) return "not_found";
    const changed = await change(tx, entry, locked);
    if (changed === null) return "unchanged";
    await updateEntry(tx, ctx.projectId, id, changed.set);
    await appendAudit(tx, ctx, keys.submission, [{ ...changed.record, subjectId: id }]);
    return "done";
  });
}

/** Changes what the queue says of each case in a transaction of its own; none hangs on another. */
export async function changeEntries(ctx: ServiceContext, ids: readonly string[], act: EntryAct): Promise<EntryResults> {
  const results: EntryResults["results"] = [];
  for (const submissionId of new Set(ids)) results.push({ submissionId, outcome: await changeEntry(ctx, submissionId, act) });
  return { results };
}
