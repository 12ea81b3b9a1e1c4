"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { openDifferences } from "@/lib/kyc/review/compare";
import type { HitComment, Verdict } from "./draft";
import { useHitReason } from "./hit-reason";
import { WritingNote } from "./writing-note";

export interface ApproveDialogProps {
  detail: SubmissionDetail;
  verdict: Verdict;
  hits: readonly HitComment[];
  failure: string | null;
  isWriting: boolean;
  onConfirm: () => void;
  onEdit: () => void;
  onReject: () => void;
  onClose: () => void;
}

/** Asks once more; where a rule forbids it, says which and what can be done instead. */
export function ApproveDialog(props: ApproveDialogProps) {
  return props.hits.length > 0 || props.verdict.missing.length > 0 ? <Blocked {...props} /> : <Confirm {...props} />;
}

function Confirm({ detail, failure, isWriting, onConfirm, onClose }: ApproveDialogProps) {
  const t = useTranslations("case.approve");
  const common = useTranslations("common");
  const fieldName = useTranslations("fields");
  const confirm = useRef<HTMLButtonElement>(null);
  const differing = openDifferences(detail);

  return (
    <Dialog
      open
      busy={isWriting}
      onClose={onClose}
      title={t("title", { name: detail.fullName ?? detail.email ?? detail.id })}
      description={t("text")}
      initialFocus={confirm}
      notice={
        failure === null ? null : (
          <Notice tone="danger" role="alert">
            {failure}
          </Notice>
        )
      }
      footer={
        <>
          <WritingNote isWriting={isWriting} className="flex-1" />
          <Button shortcut="Esc" inactive={isWriting} onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button ref={confirm} variant="primary" shortcut="Enter" inactive={isWriting} onClick={onConfirm}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      {differing.length > 0 ? (
        <p className="flex items-start gap-2 p-4">
          <Icon name="differs" className="mt-0.5 text-warn" />
          {t("differing", { count: differing.length, fields: differing.map((field) => fieldName(field)).join(", ") })}
        </p>
      ) : null}
    </Dialog>
  );
}

function Blocked({ detail, verdict, hits, onEdit, onReject, onClose }: ApproveDialogProps) {
  const t = useTranslations("case.approve");
  const common = useTranslations("common");
  const ruleName = useTranslations("case.rules");
  const reasonOf = useHitReason(detail, verdict);

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("blockedTitle")}
      description={t("blockedText")}
      footer={
        <>
          <span className="flex-1" />
          <Button shortcut="Esc" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button onClick={onEdit}>{t("edit")}</Button>
          {hits.length > 0 ? <Button onClick={onReject}>{t("reject")}</Button> : null}
        </>
      }
    >
      <ul className="grid gap-2 p-4">
        {hits.map((hit) => (
          <li key={hit.rule} className="flex items-start gap-2">
            <Icon name="rejected" className="mt-0.5 text-danger" />
            <span>
              {reasonOf(hit.rule)} <span className="mono text-text-3">{hit.code}</span>
            </span>
          </li>
        ))}
        {verdict.missing.map((rule) => (
          <li key={rule} className="flex items-start gap-2">
            <Icon name="not-run" className="mt-0.5 text-text-3" />
            {t("missing", { rule: ruleName(rule) })}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
