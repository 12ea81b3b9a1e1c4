import "server-only";
import type { Database } from "@/db";
import { lockEntry, type HeldEntry } from "@/db/queries/queue-entries";
import { lockSubmission } from "@/db/queries/submissions";
import { ConflictError, NotFoundError } from "@/lib/errors";
import type { ServiceContext } from "./context";
import { assertPending, type CaseKeys } from "./review-case";

/**
 * Locks a case and its entry, for who wants its lease.
 * @throws {NotFoundError} for a case that does not exist or is another project's.
 * @throws {ConflictError} not_pending, already_decided, erased; proposal_open for who must not decide it.
 */
export async function openEntry(ctx: ServiceContext, tx: Database, loaded: CaseKeys | null, id: string): Promise<{ entry: HeldEntry; keys: CaseKeys }> {
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (!locked) throw new NotFoundError("The submission");
  const keys = await assertPending(tx, locked.submission, loaded);
  const entry = await lockEntry(tx, ctx.projectId, id);
  if (entry === null) throw new NotFoundError("The submission");
  if (ctx.actor.kind === "member" && entry.barredMemberId === ctx.actor.memberId)
    throw new ConflictError("proposal_open", "Your decision waits for a second person.");
  return { entry, keys };
}
