import "server-only";

const rowsAtOnce = 1_000;

/** Calls `deleteSome` until less is left than it may delete at once, or the work is to stop; answers how many rows went. */
export async function deleteInBatches(deleteSome: (limit: number) => Promise<number>, stopping?: AbortSignal): Promise<number> {
  let total = 0;
  for (let deleted = rowsAtOnce; deleted === rowsAtOnce && !stopping?.aborted; total += deleted) deleted = await deleteSome(rowsAtOnce);
  return total;
}
