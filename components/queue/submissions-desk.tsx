"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useIsAlive } from "@/components/ui/use-is-alive";
import { submissionFilterParams, type SubmissionScope } from "@/lib/contracts/submission-filter";
import { can } from "@/lib/kyc/roles";
import { queueCountsOptions } from "@/lib/queries/queue-counts";
import { submissionListOptions } from "@/lib/queries/submission-list";
import { useViewer } from "@/lib/queries/use-viewer";
import { CountsLine } from "./counts-line";
import { FilterBar } from "./filter-bar";
import { IgnoredNotice } from "./ignored-notice";
import { ListBody } from "./list-body";
import { Pager } from "./pager";
import { ReviewNext } from "./review-next";
import { SearchBox } from "./search-box";
import { useQueueKeys } from "./use-queue-keys";
import { useSelection } from "./use-selection";
import { useSubmissionFilter } from "./use-submission-filter";

const BulkBar = lazy(async () => ({ default: (await import("./bulk-bar")).BulkBar }));
const ViewsMenu = lazy(async () => ({ default: (await import("./views-menu")).ViewsMenu }));

/** The queue, or the list of all submissions: search, filters, counts, rows, pages. */
export function SubmissionsDesk({ scope, readAt }: { scope: SubmissionScope; /** When the server read it, in milliseconds. */ readAt: number }) {
  const t = useTranslations("queue");
  const { role, project: { timeZone } } = useViewer();
  const { filter, ignored, apply } = useSubmissionFilter(scope);
  const list = useQuery({ ...submissionListOptions(filter), placeholderData: keepPreviousData });
  const counts = useQuery(queueCountsOptions(filter));
  const now = useLatest(Math.max(list.dataUpdatedAt, counts.dataUpdatedAt), readAt);
  useQueueKeys();
  const rows = useRef<HTMLDivElement>(null);
  const selected = useSelection(filter, list.data?.items ?? []);
  const selection = scope === "queue" && can(role, "submissions.decide") ? selected : null;
  const address = submissionFilterParams(filter).toString();
  const [page, setPage] = useState(address);
  if (!list.isPlaceholderData && page !== address) setPage(address);

  useEffect(() => {
    rows.current?.scrollTo({ top: 0 });
  }, [page]);

  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4">
        <h1 className="text-strong font-semibold whitespace-nowrap">{scope === "queue" ? t("title") : t("allTitle")}</h1>
        <SearchBox q={filter.q} onSearch={(q) => apply({ q }, { replace: true })} />
        <span className="flex-1" />
        {can(role, "submissions.claim") ? <ReviewNext /> : null}
      </header>
      <FilterBar filter={filter} onChange={apply}>
        <Suspense fallback={<span className="h-6 w-20" />}>
          <ViewsMenu filter={filter} role={role} onChange={apply} />
        </Suspense>
      </FilterBar>
      <CountsLine scope={scope} filter={filter} counts={counts} list={list} timeZone={timeZone} />
      <IgnoredNotice ignored={[...ignored, ...(list.data?.ignored ?? [])]} />
      <div ref={rows} className="min-h-0 flex-1 scroll-pt-8 overflow-auto">
        <ListBody filter={filter} page={page} list={list} now={now} timeZone={timeZone} selection={selection} onChange={apply} />
      </div>
      {selection && selection.items.length > 0 ? (
        <Suspense>
          <BulkBar selection={selection} role={role} />
        </Suspense>
      ) : null}
      <Pager filter={filter} page={list.data} busy={list.isPlaceholderData} onChange={apply} />
    </>
  );
}

/**
 * The latest of the times so far: rows on their way have none, and waiting is counted up to the last one that was known. It
 * is `initial` until the page is alive: other parts of it, alive before, may have read anew what the server drew.
 */
function useLatest(time: number, initial: number): number {
  const isAlive = useIsAlive();
  const [latest, setLatest] = useState(initial);
  if (isAlive && time > latest) setLatest(time);
  return isAlive ? Math.max(time, latest) : initial;
}
