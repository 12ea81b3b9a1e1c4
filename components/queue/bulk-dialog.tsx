"use client";

import { useTranslations } from "next-intl";
import { useId, type FormEvent, type ReactNode } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import { BulkResults } from "./bulk-results";
import type { BulkResult, BulkRun } from "./use-bulk-run";

export interface BulkDialogProps {
  title: string;
  text: string;
  /** What the button says that begins it. */
  act: string;
  danger?: boolean;
  items: readonly SubmissionItem[];
  run: BulkRun<BulkResult> | null;
  /** Whether what was chosen is whole; else it has said what is missing. */
  onSubmit: () => void;
  onStop: () => void;
  onClose: () => void;
  /** Besides the button that closes, once it is over. */
  after?: ReactNode;
  children: ReactNode;
}

/** Choosing, then how far it is, then what came of each case. While it runs, closing stops it first. */
export function BulkDialog({ title, text, act, danger = false, items, run, onSubmit, onStop, onClose, after, children }: BulkDialogProps) {
  const t = useTranslations("bulk");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const formId = useId();
  const isRunning = run?.isRunning ?? false;
  const isWhole = run !== null && run.results.length === run.total;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isRunning) onSubmit();
  };

  return (
    <Dialog
      open
      onClose={isRunning ? onStop : onClose}
      title={title}
      description={text}
      busy={isRunning}
      notice={
        run?.failure ? (
          <Notice tone="danger" role="alert">
            {failureText(run.failure)} {t("failed", { count: run.total - run.results.length })}
          </Notice>
        ) : undefined
      }
      footer={
        <>
          {after}
          <span className="flex-1" />
          {isRunning ? <Button onClick={onStop}>{t("stop")}</Button> : <Button onClick={onClose}>{run === null ? common("cancel") : common("close")}</Button>}
          {isRunning || isWhole ? null : (
            <Button type="submit" form={formId} variant={danger ? "danger" : "primary"}>
              {run === null ? act : t("goOn")}
            </Button>
          )}
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4">
        {run === null ? children : <BulkResults run={run} items={items} />}
      </form>
    </Dialog>
  );
}
