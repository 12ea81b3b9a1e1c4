"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ListSkeleton } from "@/components/shell/list-skeleton";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { isFiltered, noFilter, submissionFilterParams, type SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { SubmissionPage } from "@/lib/contracts/submissions";
import { formatClock } from "@/lib/i18n/instant";
import { retryListMs } from "@/lib/queries/submission-list";
import { SubmissionsTable } from "./submissions-table";
import type { Selection } from "./use-selection";
import type { FilterState } from "./use-submission-filter";

export interface ListBodyProps {
  filter: SubmissionFilter;
  /** Names the rows that are shown: others begin at the first row again. */
  page: string;
  list: UseQueryResult<SubmissionPage>;
  now: number;
  timeZone: string;
  selection: Selection | null;
  onChange: FilterState["apply"];
}

/** The rows, or in words why there are none. Rows that were loaded stay when the next answer fails. */
export function ListBody({ filter, page, list, now, timeZone, selection, onChange }: ListBodyProps) {
  const failingSince = useFailingSince(list);
  if (list.data === undefined) {
    return list.isError ? <ListError list={list} since={failingSince ?? list.errorUpdatedAt} timeZone={timeZone} /> : <ListSkeleton />;
  }
  if (list.data.items.length === 0) return <ListEmpty filter={filter} onChange={onChange} />;
  return <SubmissionsTable filter={filter} page={page} items={list.data.items} now={now} timeZone={timeZone} selection={selection} onChange={onChange} />;
}

/** When the answers began to fail; null while they come. */
function useFailingSince({ isError, errorUpdatedAt }: UseQueryResult<SubmissionPage>): number | null {
  const [since, setSince] = useState<number | null>(null);
  if (isError && since === null) setSince(errorUpdatedAt);
  if (!isError && since !== null) setSince(null);
  return since;
}

function ListError({ list, since, timeZone }: Pick<ListBodyProps, "list" | "timeZone"> & { since: number }) {
  const t = useTranslations("queue.error");
  const common = useTranslations("common");
  const time = `${formatClock(new Date(since), timeZone, { seconds: true })} ${timeZone}`;
  return (
    <ErrorState title={t("title")} actions={<Button onClick={() => void list.refetch()}>{common("tryAgain")}</Button>}>
      <p>{t("text")}</p>
      <p className="text-small text-text-3">{t("since", { time, seconds: retryListMs / 1000 })}</p>
    </ErrorState>
  );
}

function ListEmpty({ filter, onChange }: Pick<ListBodyProps, "filter" | "onChange">) {
  const t = useTranslations("queue.empty");
  const pager = useTranslations("queue.pager");
  const queue = filter.scope === "queue";

  if (filter.after !== null || filter.before !== null) {
    return (
      <EmptyState title={t("page")} actions={<Button onClick={() => onChange({})}>{pager("first")}</Button>}>
        {t("pageText")}
      </EmptyState>
    );
  }
  if (!isFiltered(filter)) {
    return <EmptyState title={queue ? t("none") : t("noneAll")}>{queue ? t("noneText") : t("noneAllText")}</EmptyState>;
  }
  const everywhere = submissionFilterParams({ ...filter, scope: "all", waiting: null, assignee: null, sort: "-age" });
  return (
    <EmptyState
      title={queue ? t("match") : t("matchAll")}
      actions={
        <>
          <Button onClick={() => onChange(noFilter)}>{t("clear")}</Button>
          {queue ? (
            <Link href={`/submissions?${everywhere.toString()}`} className={buttonClass("quiet")}>
              {t("all")}
            </Link>
          ) : null}
        </>
      }
    >
      {t("matchText")}
    </EmptyState>
  );
}
