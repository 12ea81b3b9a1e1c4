"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { differingFields } from "@/lib/kyc/review/compare";
import type { HitComment, Verdict } from "./draft";
import { useHitReason } from "./hit-reason";

export interface ApproveDialogProps {
  open: boolean;
  detail: SubmissionDetail;
  verdict: Verdict;
  hits: readonly HitComment[];
  failure: string | null;
  isPending: boolean;
  onConfirm: () => void;
  onEdit: () => void;
  onReject: () => void;
  onClose: () => void;
}

/** Asks once more; where a rule forbids it, says which and what can be done instead. */
export function ApproveDialog({ open, ...rest }: ApproveDialogProps) {
  return rest.hits.length > 0 || rest.verdict.missing.length > 0 ? <Blocked open={open} {...rest} /> : <Confirm open={open} {...rest} />;
}

function Confirm({ open, detail, failure, isPending, onConfirm, onClose }: ApproveDialogProps) {
  const t = useTranslations("case.approve");
  const common = useTranslations("common");
  const fieldName = useTranslations("fields");
  const confirm = useRef<HTMLButtonElement>(null);
  const differing = differingFields(detail);

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("title", { name: detail.fullName ?? detail.email ?? detail.id })}
      description={t("text")}
      initialFocus={confirm}
      footer={
        <>
          <span className="flex-1" />
          <Button shortcut="Esc" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button ref={confirm} variant="primary" shortcut="Enter" disabled={isPending} onClick={onConfirm}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      {differing.length > 0 || failure !== null ? (
        <div className="grid gap-2 p-4">
          {differing.length > 0 ? (
            <p className="flex items-start gap-2">
              <Icon name="differs" className="mt-0.5 text-warn" />
              {t("differing", { count: differing.length, fields: differing.map((field) => fieldName(field)).join(", ") })}
            </p>
          ) : null}
          {failure === null ? null : <Notice tone="danger" role="alert">{failure}</Notice>}
        </div>
      ) : null}
    </Dialog>
  );
}

function Blocked({ open, detail, verdict, hits, onEdit, onReject, onClose }: ApproveDialogProps) {
  const t = useTranslations("case.approve");
  const common = useTranslations("common");
  const ruleName = useTranslations("case.rules");
  const reasonOf = useHitReason(detail, verdict);

  return (
    <Dialog
      open={open}
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
