import "server-only";

const tails = new Map<string, Promise<unknown>>();

/** Runs what carries the same key one after the other, in the order of the calls; within this process. */
export async function oneAtATime<Result>(key: string, run: () => Promise<Result>): Promise<Result> {
  const before = tails.get(key);
  const mine = before === undefined ? run() : before.then(run, run);
  tails.set(key, mine);
  try {
    return await mine;
  } finally {
    if (tails.get(key) === mine) tails.delete(key);
  }
}
