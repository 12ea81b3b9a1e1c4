import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/db";
import { decisions } from "@/db/schema/decisions";
import type { Decision } from "@/lib/contracts/submissions";

export async function findDecision(db: Database, id: string): Promise<Decision | null> {
  const [row] = await db.select().from(decisions).where(eq(decisions.id, id));
  if (!row) return null;
  const { outcome, codes, comments, reviewer, reviewerName, optionsVersion } = row;
  return { id, outcome, codes, comments, reviewer, reviewerName, optionsVersion, decidedAt: row.decidedAt.toISOString() };
}
