import "server-only";
import * as z from "zod/mini";
import { auditEntrySchema } from "@/lib/contracts/audit";
import { chainVerifier, type AuditVerdict } from "./verify-audit";

const exportedEntrySchema = z.strictObject({ ...auditEntrySchema.shape, projectId: z.uuid() });

function parseLine(line: string) {
  try {
    return exportedEntrySchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Verifies an export of the whole chain, as `exportAudit` writes it without a filter: needs no database and no key. What
 * was cut off at the end is not seen here: compare the last hash with the one that the database's verification names.
 */
export async function verifyExport(lines: AsyncIterable<string>): Promise<AuditVerdict> {
  const chain = chainVerifier();
  let lineNumber = 0;

  for await (const line of lines) {
    lineNumber += 1;
    if (line.trim() === "") continue;
    const entry = parseLine(line);
    if (entry === null) return { whole: false, seq: chain.entries + 1, fault: `line ${lineNumber} is no entry of an audit log` };
    const isFirst = chain.entries === 0;
    const fault = chain.add(entry);
    if (fault && isFirst && entry.seq > 1) return { whole: false, seq: 1, fault: `${fault}; only an export without a filter can be verified` };
    if (fault) return { whole: false, seq: chain.entries, fault };
  }
  return { whole: true, entries: chain.entries, head: chain.head };
}
