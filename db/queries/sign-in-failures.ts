import "server-only";
import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { signInFailures } from "@/db/schema/members";

export type SignInFailures = typeof signInFailures.$inferSelect;

/** Holds the row of a key until the transaction ends; makes it, with no failures, when there is none. */
export async function lockSignInFailures(tx: Database, key: string, now: Date): Promise<SignInFailures> {
  const fresh: SignInFailures = { key, failures: 0, blockedUntil: null, lastAt: now };
  // One statement, so that no sweep takes the row away between finding and locking it.
  const locking = { target: signInFailures.key, set: { key: sql`excluded.key` } };
  const [row] = await tx.insert(signInFailures).values(fresh).onConflictDoUpdate(locking).returning();
  return row ?? fresh;
}

export async function updateSignInFailures(tx: Database, { key, ...values }: SignInFailures): Promise<void> {
  await tx.update(signInFailures).set(values).where(eq(signInFailures.key, key));
}

export async function deleteSignInFailures(tx: Database, key: string): Promise<void> {
  await tx.delete(signInFailures).where(eq(signInFailures.key, key));
}

/** Forgets up to 100 rows that were last counted before an instant and pause nobody, other than those somebody holds. */
export async function sweepSignInFailures(tx: Database, lastBefore: Date, now: Date): Promise<void> {
  const stale = tx
    .select({ key: signInFailures.key })
    .from(signInFailures)
    .where(and(lt(signInFailures.lastAt, lastBefore), or(isNull(signInFailures.blockedUntil), lt(signInFailures.blockedUntil, now))))
    .limit(100)
    .for("update", { skipLocked: true });
  await tx.delete(signInFailures).where(inArray(signInFailures.key, stale));
}

/** Takes back one counted try, and the pause that it alone had set. */
export async function forgiveSignInFailure(tx: Database, key: string, pauseSetTo: Date | null): Promise<void> {
  const pause = pauseSetTo?.toISOString() ?? null;
  await tx
    .update(signInFailures)
    .set({
      failures: sql`greatest(${signInFailures.failures} - 1, 0)`,
      blockedUntil: sql`nullif(${signInFailures.blockedUntil}, ${pause}::timestamptz)`,
    })
    .where(eq(signInFailures.key, key));
}
