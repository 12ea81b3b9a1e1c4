import { randomUUID } from "node:crypto";
import type { Pool, QueryResult } from "pg";
import type { Script } from "./recorder";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A recorded request, and what in it differs from one request to the next. */
export interface Recording {
  script: Script;
  /** The case that it was recorded on; replays name their own. */
  caseId: string | null;
  /** Ids that stay: project and member. */
  fixedIds: string[];
}

const reviveBuffers = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "type" in value && value.type === "Buffer" && "data" in value && Array.isArray(value.data)
    ? Buffer.from(value.data)
    : value;

/**
 * Sends the same statements as the recorded request: its case is replaced, ids that it made are made anew, and places in
 * the audit chain move on with the chain's head, which the recorded statements lock and read themselves.
 */
export async function replay(pool: Pool, { script, caseId, fixedIds }: Recording, id: string | null): Promise<unknown> {
  const isTransaction = script.some((statement) => statement.text.trim().toLowerCase() === "begin");
  const fresh = new Map<string, string>();
  if (caseId !== null && id !== null) fresh.set(caseId, id);
  let recordedSeq: number | null = null;
  let shift = 0;

  const substitute = (value: unknown, isAudit: boolean): unknown => {
    if (isAudit && typeof value === "number") return recordedSeq !== null && value >= recordedSeq ? value + shift : value;
    if (typeof value !== "string" || !uuid.test(value) || fixedIds.includes(value)) return reviveBuffers(value);
    const known = fresh.get(value) ?? (isTransaction ? randomUUID() : value);
    fresh.set(value, known);
    return known;
  };

  const client = isTransaction ? await pool.connect() : null;
  let last: QueryResult | null = null;
  try {
    for (const { text, values } of script) {
      const isAudit = text.includes("audit_entries") || text.includes("update audit_heads");
      if (isAudit && recordedSeq === null) {
        recordedSeq = Math.min(...values.filter((value): value is number => typeof value === "number"));
        shift = Number(last?.rows[0]?.seq ?? 0) + 1 - recordedSeq;
      }
      last = await (client ?? pool).query(text, values.map((value) => substitute(value, isAudit)));
    }
  } catch (error) {
    await client?.query("rollback");
    throw error;
  } finally {
    client?.release();
  }
  return last?.rows;
}
