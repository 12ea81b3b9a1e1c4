import type { SubmissionDetail, TimelineEntry } from "@/lib/contracts/submissions";
import { formatClock, formatDay } from "@/lib/i18n/instant";
import { fieldNames, type FieldName } from "@/lib/kyc/fields";

export interface TimelineLine {
  id: string;
  time: string;
  /** `other` is an act that this screen has no words for: its name is shown as it stands. */
  kind:
    | "imported" | "created" | "step1" | "prestep2" | "step2" | "corrected" | "correctedErased" | "approved" | "rejected" | "timedOut" | "updated" | "imagesReplaced"
    | "partsDeleted" | "undone" | "reopened" | "proposed" | "proposalWithdrawn" | "sentBack" | "resubmissionRequested" | "resubmissionAnswered"
    | "resubmissionUnanswered" | "resubmissionWithdrawn" | "takenOver" | "assigned" | "prioritised" | "noted" | "slaBreached" | "erased" | "other";
  entry: TimelineEntry;
  /** Of a correction. */
  change: { field: FieldName; old: string | null; new: string | null } | null;
  /** Of a rejection; empty where they were erased. */
  codes: string[];
  /** Of a reopening or a proposal that was sent back: why, in a person's own words. */
  why: string | null;
}

export interface TimelineDay {
  day: string;
  lines: TimelineLine[];
}

const kinds: Partial<Record<string, TimelineLine["kind"]>> = {
  "submission.imported": "imported",
  "submission.created": "created",
  "submission.step1": "step1",
  "submission.prestep2": "prestep2",
  "submission.step2": "step2",
  "submission.corrected": "corrected",
  "submission.approved": "approved",
  "submission.rejected": "rejected",
  "submission.timed_out": "timedOut",
  "submission.updated": "updated",
  "submission.images_replaced": "imagesReplaced",
  "submission.parts_deleted": "partsDeleted",
  "submission.undone": "undone",
  "submission.reopened": "reopened",
  "submission.proposed": "proposed",
  "submission.proposal_withdrawn": "proposalWithdrawn",
  "submission.sent_back": "sentBack",
  "submission.resubmission_requested": "resubmissionRequested",
  "submission.resubmission_answered": "resubmissionAnswered",
  "submission.resubmission_unanswered": "resubmissionUnanswered",
  "submission.resubmission_withdrawn": "resubmissionWithdrawn",
  "submission.taken_over": "takenOver",
  "submission.assigned": "assigned",
  "submission.prioritised": "prioritised",
  "submission.noted": "noted",
  "submission.sla_breached": "slaBreached",
  "submission.erased": "erased",
};

const fieldOf = (name: string): FieldName | null => fieldNames.find((field) => field === name) ?? null;

/** The codes of a rejection; a text that is no list names none, and the line still stands. */
function codesOf(entry: TimelineEntry): string[] {
  const text = entry.changes.find((change) => change.field === "commentCode")?.new ?? null;
  try {
    const codes: unknown = text === null ? [] : JSON.parse(text);
    return Array.isArray(codes) ? codes.filter((code) => typeof code === "string") : [];
  } catch {
    return [];
  }
}

const whyOf = (entry: TimelineEntry): string | null => entry.changes.find(({ field }) => field === "reason" || field === "note")?.new ?? null;

function linesOf(entry: TimelineEntry, time: string): TimelineLine[] {
  const kind = kinds[entry.action] ?? "other";
  const line = { id: entry.seq.toString(), time, kind, entry, change: null, codes: kind === "rejected" ? codesOf(entry) : [], why: whyOf(entry) };
  if (kind !== "corrected") return [line];

  return entry.changes.flatMap((change) => {
    const field = fieldOf(change.field);
    if (field === null) return [];
    const id = `${line.id}-${field}`;
    return [{ ...line, id, kind: change.erased ? ("correctedErased" as const) : kind, change: { field, old: change.old, new: change.new } }];
  });
}

/** What happened, newest first, a line an act or a corrected field, by the day in the project's zone. */
export function timelineDays(entries: readonly TimelineEntry[], timeZone: string): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const entry of [...entries].sort((a, b) => b.seq - a.seq)) {
    const day = formatDay(entry.at, timeZone);
    const lines = linesOf(entry, formatClock(entry.at, timeZone));
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(...lines);
    else days.push({ day, lines });
  }
  return days;
}

/** What was written to a case after it was read. */
export function entriesSince(newest: SubmissionDetail, read: SubmissionDetail): TimelineEntry[] {
  const last = Math.max(0, ...read.timeline.map((entry) => entry.seq));
  return newest.timeline.filter((entry) => entry.seq > last);
}
