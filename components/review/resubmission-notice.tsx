"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { Resubmission } from "@/lib/contracts/resubmissions";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { isResubmissionKind } from "@/lib/kyc/images";
import { can } from "@/lib/kyc/roles";
import { useWithdrawResubmission } from "@/lib/queries/use-resubmission";
import { useViewer } from "@/lib/queries/use-viewer";
import { CompareDialog } from "./compare-dialog";
import { replacedPairs } from "./replaced-pairs";

/** What the applicant was asked for and until when, or that it came: then the old image beside the new one. */
export function ResubmissionNotice({ detail }: { detail: SubmissionDetail }) {
  if (detail.resubmission) return <Asked detail={detail} asked={detail.resubmission} />;
  return detail.resubmittedAt === null ? null : <Answered detail={detail} at={detail.resubmittedAt} />;
}

const noticeClass = "mx-4 mt-3 shrink-0";

function Asked({ detail, asked }: { detail: SubmissionDetail; asked: Resubmission }) {
  const t = useTranslations("ask");
  const { role } = useViewer();
  const withdraw = useWithdrawResubmission(detail.id);
  const toast = useToast();
  const failureText = useFailureText();
  const { timeZone } = detail.policy.options;
  const take = () => {
    if (!withdraw.isPending) withdraw.mutate({ version: detail.version }, { onSuccess: () => toast({ tone: "ok", message: t("withdrawn") }) });
  };

  return (
    <Notice
      role="status"
      className={noticeClass}
      actions={
        can(role, "submissions.decide") ? (
          <Button size="small" inactive={withdraw.isPending} onClick={take}>
            {t("withdraw")}
          </Button>
        ) : null
      }
    >
      <p className="font-medium">{t("asked", { name: asked.memberName, image: t(`kinds.${asked.kind}`), at: formatInstant(asked.requestedAt, timeZone) })}</p>
      <p className="text-text-2">{t("until", { at: formatInstant(asked.expiresAt, timeZone), zone: timeZone })}</p>
      {asked.comments.length > 0 ? (
        <ul className="mt-1 grid gap-1">
          {asked.comments.map((comment, index) => (
            <li key={asked.codes[index]} dir="auto" className="whitespace-pre-line">
              {comment}
            </li>
          ))}
        </ul>
      ) : null}
      {withdraw.error ? (
        <p role="alert" className="mt-1 text-danger">
          {failureText(withdraw.error)}
        </p>
      ) : null}
    </Notice>
  );
}

function Answered({ detail, at }: { detail: SubmissionDetail; at: string }) {
  const t = useTranslations("ask");
  const [isComparing, setComparing] = useState(false);
  const pairs = replacedPairs(detail);
  const names = pairs.map(({ now }) => now.kind).filter(isResubmissionKind).map((kind) => t(`kinds.${kind}`));
  return (
    <>
      <Notice
        className={noticeClass}
        actions={
          pairs.length > 0 ? (
            <Button size="small" onClick={() => setComparing(true)}>
              {t("compare")}
            </Button>
          ) : null
        }
      >
        {t(names.length > 0 ? "answeredWith" : "answered", { image: names.join(", "), at: formatInstant(at, detail.policy.options.timeZone) })}
      </Notice>
      {isComparing ? <CompareDialog detail={detail} pairs={pairs} onClose={() => setComparing(false)} /> : null}
    </>
  );
}
