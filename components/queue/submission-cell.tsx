"use client";

import { useLocale, useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { Icon } from "@/components/ui/icons";
import { classNames } from "@/components/ui/class-names";
import { Td } from "@/components/ui/data-table";
import { Duration } from "@/components/ui/duration";
import { FlagLabel, useFlagWords } from "@/components/kyc/flag-label";
import { StatusBadge } from "@/components/kyc/status-badge";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import { formatClock, formatDay, formatInstant } from "@/lib/i18n/instant";
import { countryName } from "@/lib/kyc/country";
import { priorityLevelOf } from "@/lib/kyc/review/priority-level";
import type { ColumnName } from "./columns";

/** The server draws it; the browser can do without what only some rows have. */
const RowMark = lazy(async () => ({ default: (await import("./row-mark")).RowMark }));

/** Tries that an applicant has before the rejection `too_many_retry`. */
const triesLimit = 3;

export interface SubmissionCellProps {
  column: Exclude<ColumnName, "applicant">;
  item: SubmissionItem;
  now: number;
  timeZone: string;
  align?: "right";
  className?: string;
}

/** One cell of a row; what can be cut has its whole in the title. */
export function SubmissionCell({ column, item, now, timeZone, align, className }: SubmissionCellProps) {
  const cell = { align, className };
  switch (column) {
    case "waiting":
      return (
        <Td {...cell} title={item.pendingAt ? fullInstant(item.pendingAt, timeZone) : undefined}>
          {item.status !== "pending" ? <StatusBadge status={item.status} /> : item.pendingAt ? <Duration since={item.pendingAt} now={now} /> : null}
        </Td>
      );
    case "waitingSince":
      return <InstantCell {...cell} instant={item.pendingAt} timeZone={timeZone} />;
    case "due":
      return (
        <Td {...cell} title={item.dueAt ? fullInstant(item.dueAt, timeZone) : undefined}>
          <Suspense>{item.dueAt ? <RowMark dueAt={item.dueAt} now={now} /> : null}</Suspense>
        </Td>
      );
    case "created":
      return <InstantCell {...cell} instant={item.createdAt} timeZone={timeZone} />;
    case "decided":
      return <InstantCell {...cell} instant={item.kycResultAt} timeZone={timeZone} />;
    case "status":
      return (
        <Td {...cell}>
          <StatusBadge status={item.status} />
        </Td>
      );
    case "flags":
      return <FlagsCell {...cell} item={item} now={now} />;
    case "issuingCountry":
      return <CountryCell {...cell} code={item.issuingCountry} />;
    case "idType":
      return <IdTypeCell {...cell} item={item} />;
    case "priority":
      return <PriorityCell {...cell} entry={item.entry} />;
    case "assignee":
      return (
        <Td {...cell} title={item.entry?.assignee?.name}>
          {item.entry?.assignee?.name}
        </Td>
      );
    case "tries":
      return <TriesCell {...cell} retryCount={item.retryCount} />;
  }
}

type CellProps = Pick<SubmissionCellProps, "align" | "className">;

const fullInstant = (instant: string, timeZone: string) =>
  `${formatDay(instant, timeZone)} ${formatClock(instant, timeZone, { seconds: true })} ${timeZone}`;

function InstantCell({ instant, timeZone, ...cell }: CellProps & { instant: string | null; timeZone: string }) {
  if (instant === null) return <Td {...cell} />;
  return (
    <Td {...cell} title={fullInstant(instant, timeZone)}>
      <time dateTime={instant}>{formatInstant(instant, timeZone)}</time>
    </Td>
  );
}

function FlagsCell({ item: { flags, resubmittedAt, status }, now, ...cell }: CellProps & Pick<SubmissionCellProps, "item" | "now">) {
  const t = useTranslations("queue");
  const words = useFlagWords();
  const mark = resubmittedAt !== null && status === "pending" ? t("resubmitted") : null;
  const [first, ...more] = flags;
  if (first === undefined && mark === null) return <Td {...cell} className={classNames(cell.className, "text-text-3")}>{t("noFlags")}</Td>;
  return (
    <Td {...cell} title={[...(mark === null ? [] : [mark]), ...flags.map(words)].join(", ")}>
      <span className="flex items-center gap-2">
        <Suspense>{mark === null ? null : <RowMark dueAt={null} now={now} />}</Suspense>
        {first === undefined ? null : <FlagLabel flag={first} />}
        {more.length > 0 ? <span className="shrink-0 text-text-3">{t("moreFlags", { count: more.length })}</span> : null}
      </span>
    </Td>
  );
}

function CountryCell({ code, ...cell }: CellProps & { code: string | null }) {
  const t = useTranslations("queue");
  const locale = useLocale();
  const name = code === null ? null : countryName(code, locale);
  if (code === null || name === null) return <Td {...cell} className={classNames(cell.className, "text-text-3")}>{t("unknown")}</Td>;
  return (
    <Td {...cell} title={`${name} (${code})`}>
      <span className="inline-block w-9 text-text-3">{code}</span> {name}
    </Td>
  );
}

const shapes = { urgent: "overdue", high: "soon", raised: "up", normal: null } as const;

function PriorityCell({ entry, ...cell }: CellProps & Pick<SubmissionItem, "entry">) {
  const t = useTranslations("bulk.priority");
  if (entry === null) return <Td {...cell} />;
  const level = priorityLevelOf(entry.priority);
  const shape = shapes[level];
  return (
    <Td {...cell} className={classNames(cell.className, level === "normal" && "text-text-3")} title={t(entry.isPriorityByHand ? "byHand" : "byFlags", { priority: entry.priority })}>
      <span className="flex items-center gap-1">
        {shape === null ? null : <Icon name={shape} small className={level === "urgent" ? "text-danger" : "text-warn"} />}
        <span className="truncate">{t(`levels.${level}`)}</span>
      </span>
    </Td>
  );
}

function IdTypeCell({ item, ...cell }: CellProps & { item: SubmissionItem }) {
  const t = useTranslations("idTypes");
  const queue = useTranslations("queue");
  const words = item.idType === null ? queue("unknown") : t(item.idType);
  return (
    <Td {...cell} title={words}>
      {words}
    </Td>
  );
}

function TriesCell({ retryCount, ...cell }: CellProps & { retryCount: number }) {
  const t = useTranslations("queue");
  const count = Math.min(retryCount + 1, triesLimit);
  return (
    <Td {...cell} className={classNames(cell.className, count === triesLimit && "text-warn")}>
      {t("tries", { count, limit: triesLimit })}
    </Td>
  );
}
