"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icons";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import type messages from "@/lib/i18n/messages/en/bulk.json";
import type { BulkResult, BulkRun } from "./use-bulk-run";

/** What counts as done, and is selected no more. */
export const isDone = (outcome: string) => ["done", "unchanged", "rejected", "proposed", "undone"].includes(outcome);

/** How far the act is, and what came of each case, what was refused first. */
export function BulkResults({ run, items }: { run: BulkRun<BulkResult>; items: readonly SubmissionItem[] }) {
  const t = useTranslations("bulk");
  const { results, total } = run;
  const refused = results.filter(({ outcome }) => !isDone(outcome));
  const done = results.filter(({ outcome }) => isDone(outcome));
  const nameOf = (id: string) => items.find((item) => item.id === id)?.fullName ?? id;

  return (
    <>
      <div className="grid gap-1">
        <div role="progressbar" aria-label={t("progress")} aria-valuemin={0} aria-valuemax={total} aria-valuenow={results.length} className="h-1 rounded-small bg-line">
          <div className="h-full rounded-small bg-accent" style={{ width: `${((results.length / total) * 100).toString()}%` }} />
        </div>
        <p role="status" className="tabular-nums">
          {t("summary", { done: done.length, refused: refused.length, total })}
        </p>
      </div>
      <ul className="grid max-h-80 grid-cols-[minmax(0,1fr)] gap-px overflow-auto">
        {[...refused, ...done].map(({ submissionId, outcome }) => (
          <li key={submissionId} className="flex min-h-7 items-center gap-2">
            <Icon name={isDone(outcome) ? "check" : "warning"} small className={isDone(outcome) ? "text-ok" : "text-warn"} />
            <Link href={`/submissions/${submissionId}`} prefetch={false} target="_blank" title={nameOf(submissionId)} className="min-w-0 flex-1 truncate text-accent-text hover:underline">
              {nameOf(submissionId)}
            </Link>
            <span className="text-right text-text-2">{t(`outcomes.${outcome as keyof typeof messages.outcomes}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

export const doneIds = (run: BulkRun<BulkResult> | null): string[] => (run?.results ?? []).filter(({ outcome }) => isDone(outcome)).map(({ submissionId }) => submissionId);
