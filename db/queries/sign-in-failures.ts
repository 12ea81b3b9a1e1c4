import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { signInFailures } from "@/db/schema/members";

export type SignInFailures = typeof signInFailures.$inferSelect;

/** Holds the row of a key until the transaction ends; makes it, with no failures, when there is none. */
export async function lockSignInFailures(tx: Database, key: string, now: Date): Promise<SignInFailures> {
  const fresh: SignInFailures = { key, failures: 0, blockedUntil: null, lastAt: now };
  await tx.insert(signInFailures).values(fresh).onConflictDoNothing();
  const [row] = await tx.select().from(signInFailures).where(eq(signInFailures.key, key)).for("update");
  return row ?? fresh;
}

export async function updateSignInFailures(tx: Database, { key, ...values }: SignInFailures): Promise<void> {
  await tx.update(signInFailures).set(values).where(eq(signInFailures.key, key));
}

export async function deleteSignInFailures(tx: Database, key: string): Promise<void> {
  await tx.delete(signInFailures).where(eq(signInFailures.key, key));
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
