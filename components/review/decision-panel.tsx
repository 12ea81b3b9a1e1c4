"use client";

import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/kyc/status-badge";
import type { Decision } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { ToldCodes } from "./told-codes";

/** What was decided: the status word, who, when, under which policy, who confirmed it, and what the applicant was told. */
export function DecisionPanel({ decision, timeZone }: { decision: Decision; timeZone: string }) {
  const t = useTranslations("case.decision");

  return (
    <section aria-label={t("label")} className="border-b border-line px-4 py-3">
      <h2 className="flex flex-wrap items-baseline gap-x-2 font-semibold">
        <StatusBadge status={decision.outcome} />
        <span className="font-normal text-text-2" title={decision.reviewer}>
          {t("by", { name: decision.reviewerName, at: formatInstant(decision.decidedAt, timeZone), version: decision.optionsVersion })}
        </span>
        {decision.confirmerName === null ? null : <span className="font-normal text-text-2">{t("confirmedBy", { name: decision.confirmerName })}</span>}
      </h2>
      <ToldCodes codes={decision.codes} comments={decision.comments} />
    </section>
  );
}
