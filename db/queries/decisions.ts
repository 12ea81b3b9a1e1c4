import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db";
import { decisions, type DecisionRow } from "@/db/schema/decisions";
import type { ProjectId } from "@/lib/kyc/ids";

export async function findDecision(db: Database, projectId: ProjectId, id: string): Promise<DecisionRow | null> {
  const [row] = await db.select().from(decisions).where(and(eq(decisions.projectId, projectId), eq(decisions.id, id)));
  return row ?? null;
}
