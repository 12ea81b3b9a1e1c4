import type { BulkRejectInput } from "@/lib/contracts/bulk";
import { fetchJson, RequestError } from "./fetch-json";

const post = (body: unknown) => ({ method: "POST", body: JSON.stringify(body) });

export async function sendAssignment(submissionIds: string[], memberId: string | null, reason: string) {
  return (await fetchJson("/api/queue/assign", "entryResults", post({ submissionIds, memberId, reason }))).results;
}

export async function sendPriority(submissionIds: string[], priority: number | null) {
  return (await fetchJson("/api/queue/prioritise", "entryResults", post({ submissionIds, priority }))).results;
}

export async function sendRejections(input: BulkRejectInput) {
  return (await fetchJson("/api/submissions/bulk-decision", "bulkRejected", post(input))).results;
}

/** Takes back one rejection of an act; what the server refuses is a result like any other. */
export async function sendUndo(submissionId: string, version: number): Promise<"undone" | "too_late" | "stale_version"> {
  try {
    await fetchJson(`/api/submissions/${submissionId}/decision/undo`, "submissionDetail", post({ version }));
    return "undone";
  } catch (error) {
    if (error instanceof RequestError && (error.errorCode === "too_late" || error.errorCode === "stale_version")) return error.errorCode;
    throw error;
  }
}
