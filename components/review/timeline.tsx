"use client";

import { useTranslations } from "next-intl";
import type { TimelineEntry } from "@/lib/contracts/submissions";
import { useFieldText } from "./field-text";
import { timelineDays, type TimelineLine } from "./timeline-words";

/** Everything that happened to the case, newest first, by the day in the project's zone. */
export function Timeline({ entries, timeZone }: { entries: readonly TimelineEntry[]; timeZone: string }) {
  const t = useTranslations("case.timeline");
  return (
    <section aria-label={t("title")} className="min-w-0 px-4 pt-3 pb-2">
      <h2 className="mb-1 flex items-baseline justify-between gap-2 font-semibold">
        {t("title")}
        <span className="text-small font-normal text-text-3">{timeZone}</span>
      </h2>
      <TimelineList entries={entries} timeZone={timeZone} />
    </section>
  );
}

export function TimelineList({ entries, timeZone }: { entries: readonly TimelineEntry[]; timeZone: string }) {
  return timelineDays(entries, timeZone).map(({ day, lines }) => (
    <div key={day} className="mt-1">
      <h3 className="text-small leading-5 text-text-3 tabular-nums">{day}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.id} className="grid grid-cols-[40px_minmax(0,1fr)] gap-2">
            <time dateTime={line.entry.at} className="text-text-3">
              {line.time}
            </time>
            <span className="min-w-0 break-words">
              <LineWords line={line} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  ));
}

/** To whom and why; that alone it was assigned where the values were erased. */
function assignmentWords({ changes }: TimelineEntry, actor: string, t: ReturnType<typeof useTranslations<"case.timeline">>): string {
  const member = changes.find(({ field }) => field === "assignee")?.new ?? null;
  const reason = changes.find(({ field }) => field === "reason")?.new ?? null;
  if (reason === null) return t("assigned", { actor });
  return member === null ? t("assignedNobody", { actor, reason }) : t("assignedTo", { actor, member, reason });
}

function LineWords({ line }: { line: TimelineLine }) {
  const t = useTranslations("case.timeline");
  const fieldName = useTranslations("fields");
  const fieldText = useFieldText();
  const others = line.entry.actor === "system" || line.entry.actor === "operator" ? t(line.entry.actor) : line.entry.actor;
  const actor = line.entry.isOwn ? t("you") : others;
  const valueOf = (value: string | null) => (line.change === null || value === null ? t("nothing") : `“${fieldText(line.change.field, value)}”`);

  switch (line.kind) {
    case "corrected":
    case "correctedErased":
      if (line.change === null) return null;
      return line.kind === "correctedErased"
        ? t("correctedErased", { actor, field: fieldName(line.change.field) })
        : t("corrected", { actor, field: fieldName(line.change.field), old: valueOf(line.change.old), new: valueOf(line.change.new) });
    case "rejected":
      if (line.codes.length === 0) return t("rejectedPlain", { actor });
      return t.rich("rejected", { actor, codes: () => <span className="mono">{line.codes.join(", ")}</span> });
    case "reopened":
    case "sentBack":
      return line.why === null ? t(line.kind, { actor }) : t(`${line.kind}Why`, { actor, why: line.why });
    case "assigned":
      return assignmentWords(line.entry, actor, t);
    case "other":
      return t("other", { actor, action: line.entry.action });
    default:
      return t(line.kind, { actor });
  }
}
