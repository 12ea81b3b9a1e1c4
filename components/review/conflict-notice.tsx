"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { Notice } from "@/components/ui/notice";
import type { Decision, SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { useViewer } from "@/lib/queries/use-viewer";
import type { CaseState } from "./case-state";
import { typedLines } from "./typed-lines";
import { TimelineList } from "./timeline";
import { entriesSince } from "./timeline-words";

export interface ConflictNoticeProps {
  /** The case as the person read it, and as it is now. */
  shown: SubmissionDetail;
  newest: SubmissionDetail;
  state: CaseState;
  onLoad: () => void;
}

/** Says who decided or changed what meanwhile, whether it was the person's own write, and where what was typed is. */
export function ConflictNotice({ shown, newest, state, onLoad }: ConflictNoticeProps) {
  const t = useTranslations("case.conflict");
  const { email } = useViewer();
  const { refusal } = state;
  const timeZone = newest.policy.options.timeZone;
  const decision = newest.status === "pending" ? (refusal?.current?.decision ?? null) : newest.decision;
  const isOver = decision !== null || newest.status !== "pending" || (refusal !== null && refusal.reason !== "stale_version");
  const changes = entriesSince(newest, shown);
  const isOwn = decision ? decision.reviewer === email : !isOver && changes.length > 0 && changes.every((entry) => entry.isOwn);

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
        {decision ? <DecisionWords decision={decision} isOwn={isOwn} timeZone={timeZone} /> : isOver ? t("over") : isOwn ? t("ownChanged") : t("changed")}
      </p>
      {decision && decision.codes.length > 0 ? <p className="mono">{decision.codes.join(", ")}</p> : null}
      {!isOver && changes.length > 0 ? <TimelineList entries={changes} timeZone={timeZone} /> : null}
      <p className="text-text-2">{isOwn ? t(isOver ? "ownStays" : "ownKept") : t(isOver ? "nothingWritten" : "kept")}</p>
      <Typed state={state} isOver={isOver} />
    </Notice>
  );
}

function DecisionWords({ decision, isOwn, timeZone }: { decision: Decision; isOwn: boolean; timeZone: string }) {
  const t = useTranslations("case.conflict");
  const values = { name: decision.reviewerName, at: formatInstant(decision.decidedAt, timeZone), version: decision.optionsVersion };
  if (!isOwn) return t(decision.outcome, values);
  return decision.outcome === "approved" ? t("ownApproved", values) : t("ownRejected", values);
}

/** What is on no screen any more: the text for the applicant, and the corrections once they cannot be saved. */
function Typed({ state, isOver }: { state: CaseState; isOver: boolean }) {
  const t = useTranslations("case.conflict");
  const fieldName = useTranslations("fields");
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const lines = typedLines(state, isOver, (field) => fieldName(field), t("typedOther"));
  if (lines.length === 0) return null;

  return (
    <div className="mt-2 grid justify-items-start gap-1">
      <p className="text-text-2">{t("typed")}</p>
      <blockquote className="w-full border-l-2 border-warn-line pl-2 break-words whitespace-pre-line" dir="auto">
        {lines.join("\n")}
      </blockquote>
      <span className="flex items-center gap-2">
        <Button size="small" onClick={() => void copyText(lines.join("\n")).then(setCopied)}>
          {t("copy")}
        </Button>
        <span role="status" className="text-small text-text-3">
          {isCopied === null ? null : t(isCopied ? "copied" : "copyFailed")}
        </span>
      </span>
    </div>
  );
}
