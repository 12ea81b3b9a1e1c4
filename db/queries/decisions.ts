import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db";
import { decisions, type DecisionRow } from "@/db/schema/decisions";
import { overturnedDecisions } from "@/db/schema/proposals";
import type { ProjectId } from "@/lib/kyc/ids";

export async function findDecision(db: Database, projectId: ProjectId, id: string): Promise<DecisionRow | null> {
  const [row] = await db.select().from(decisions).where(and(eq(decisions.projectId, projectId), eq(decisions.id, id)));
  return row ?? null;
}

/** That a decision did not stand; once a decision. */
export async function insertOverturned(tx: Database, row: typeof overturnedDecisions.$inferInsert): Promise<void> {
  await tx.insert(overturnedDecisions).values(row);
}
