"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icons";
import { isFiltered, type SubmissionFilter, type SubmissionScope } from "@/lib/contracts/submission-filter";
import type { SubmissionCounts, SubmissionPage } from "@/lib/contracts/submissions";
import { formatClock } from "@/lib/i18n/instant";
import { useLostAt } from "@/lib/queries/live-state";
import { arrivalsOptions } from "@/lib/queries/queue-counts";
import { retryListMs } from "@/lib/queries/submission-list";

export interface CountsLineProps {
  scope: SubmissionScope;
  filter: SubmissionFilter;
  counts: UseQueryResult<SubmissionCounts>;
  list: UseQueryResult<SubmissionPage>;
  timeZone: string;
}

/** How many there are, how many came since the rows were read, and as of when. */
export function CountsLine({ scope, filter, counts, list, timeZone }: CountsLineProps) {
  const t = useTranslations("queue");
  const readAt = list.data?.at;
  const { arrived } = useQuery({ ...arrivalsOptions(filter, readAt ?? ""), enabled: readAt !== undefined && !list.isPlaceholderData }).data;
  const lostAt = useLostAt();
  const clock = (at: number | string) => formatClock(new Date(at), timeZone, { seconds: true });

  return (
    <div className="flex h-8 shrink-0 items-center gap-4 border-y border-line bg-sunken px-4 whitespace-nowrap text-text-2 tabular-nums">
      <CountsText scope={scope} counts={counts} filtered={isFiltered(filter)} failedAt={clock(counts.errorUpdatedAt)} />
      <span className="flex-1" />
      {arrived > 0 && !list.isError ? (
        <button type="button" className="rounded-small text-accent-text hover:underline" onClick={() => void list.refetch()}>
          {t("newCases", { count: arrived })}
        </button>
      ) : null}
      {list.isError && readAt !== undefined ? (
        <span className="text-text-3">{t("stale", { time: clock(readAt), seconds: retryListMs / 1000 })}</span>
      ) : null}
      {!list.isError && readAt !== undefined && lostAt !== null ? <span className="text-warn">{t("lost", { time: clock(lostAt) })}</span> : null}
      {!list.isError && readAt !== undefined && lostAt === null ? (
        <span className="flex min-w-0 items-center gap-1 text-text-3" title={t("asOf", { time: clock(readAt), zone: timeZone })}>
          <Icon name="live" small className="text-ok" />
          <span className="truncate">{t("asOf", { time: clock(readAt), zone: timeZone })}</span>
        </span>
      ) : null}
    </div>
  );
}

interface CountsTextProps {
  scope: SubmissionScope;
  counts: UseQueryResult<SubmissionCounts>;
  filtered: boolean;
  failedAt: string;
}

function CountsText({ scope, counts, filtered, failedAt }: CountsTextProps) {
  const t = useTranslations("queue.counts");
  const format = useFormatter();
  const written = (count: number, limit: number) => format.number(count) + (count >= limit ? "+" : "");
  const said = (): { text: string; shown: ReactNode } => {
    if (counts.data === undefined) {
      const text = counts.isError ? t("unknown", { time: failedAt }) : t("loading");
      return { text, shown: text };
    }
    const { matching, waiting, limit } = counts.data;
    const values = { matching: written(matching, limit), waiting: written(waiting, limit) };
    const key = scope === "all" ? (filtered ? "allMatching" : "allSubmissions") : filtered ? "matching" : "all";
    return {
      text: t.markup(key, { ...values, b: (chunks) => chunks }),
      shown: t.rich(key, { ...values, b: (chunks) => <b className="font-semibold text-text">{chunks}</b> }),
    };
  };

  const { text, shown } = said();
  return (
    <span aria-live="polite" className="truncate" title={text}>
      {shown}
    </span>
  );
}
