import "server-only";
import { ping } from "@/db/queries/health";
import { listProjects } from "@/db/queries/projects";
import type { SealingKey } from "@/lib/vault/vault";
import { systemIn, type ServiceContext, type SystemContext } from "./context";
import { loadKeys } from "./review-case";

export interface SystemRun {
  /** Ends the run after the submission under way. */
  stopping?: AbortSignal;
  /** Hears of a submission on which the work failed; it is done on the others, all the same. */
  onFailure(submissionId: string, error: unknown): void;
}

export interface SystemWork<Row extends { id: string }> {
  /** What is due, in batches: behind a row of the batch before. */
  listAfter(ctx: ServiceContext, after: Row | null): Promise<Row[]>;
  /** Does one, in a transaction of its own; false when somebody else holds it or it is not due any more. */
  work(ctx: ServiceContext, id: string, key: SealingKey): Promise<boolean>;
}

async function runInProject<Row extends { id: string }>(ctx: ServiceContext, { listAfter, work }: SystemWork<Row>, { stopping, onFailure }: SystemRun): Promise<number> {
  let done = 0;
  for (let rows = await listAfter(ctx, null); rows.length > 0; rows = await listAfter(ctx, rows.at(-1) ?? null)) {
    for (const { id } of rows) {
      if (stopping?.aborted) return done;
      try {
        const keys = await loadKeys(ctx, id);
        if (keys !== null && (await work(ctx, id, keys.submission))) done += 1;
      } catch (error) {
        onFailure(id, error);
        // What ails the database ails every row: the run ends here.
        await ping(ctx.db);
      }
    }
  }
  return done;
}

/**
 * Does the system's own work on what is due in every project; on how many. A transaction each, so that a run which is killed
 * leaves nothing half done and the next one goes on. Any number of runs may work at once: each passes over what another
 * holds, and checks again under its own lock.
 */
export async function runInProjects<Row extends { id: string }>(system: SystemContext, work: SystemWork<Row>, run: SystemRun): Promise<number> {
  let done = 0;
  for (const { id, state } of await listProjects(system.db)) {
    if (state !== "deleted") done += await runInProject(systemIn(system, id), work, run);
  }
  return done;
}
