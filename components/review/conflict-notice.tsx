"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import type { Refusal } from "./case-state";
import { TimelineList } from "./timeline";
import { entriesSince } from "./timeline-words";

export interface ConflictNoticeProps {
  /** The case as the person read it, and as it is now. */
  shown: SubmissionDetail;
  newest: SubmissionDetail;
  refusal: Refusal | null;
  onLoad: () => void;
}

/** Says who decided or changed what meanwhile, that nothing was written, and where what was typed is. */
export function ConflictNotice({ shown, newest, refusal, onLoad }: ConflictNoticeProps) {
  const t = useTranslations("case.conflict");
  const timeZone = newest.policy.options.timeZone;
  const decision = newest.status === "pending" ? (refusal?.current?.decision ?? null) : newest.decision;
  const isOver = decision !== null || newest.status !== "pending" || (refusal !== null && refusal.reason !== "stale_version");
  const changes = entriesSince(newest, shown);

  return (
    <Notice
      role="alert"
      tone="warn"
      className="mx-4 my-2"
      actions={
        <Button size="small" onClick={onLoad}>
          {isOver ? t("showDecided") : t("loadNew")}
        </Button>
      }
    >
      <p className="font-medium">
        {decision
          ? t(decision.outcome, {
              name: decision.reviewerName,
              at: formatInstant(decision.decidedAt, timeZone),
              version: decision.optionsVersion,
            })
          : isOver ? t("over") : t("changed")}
      </p>
      {decision && decision.codes.length > 0 ? <p className="mono">{decision.codes.join(", ")}</p> : null}
      {!isOver && changes.length > 0 ? <TimelineList entries={changes} timeZone={timeZone} /> : null}
      <p className="text-text-2">{isOver ? t("nothingWritten") : t("kept")}</p>
    </Notice>
  );
}
