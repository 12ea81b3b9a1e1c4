"use client";

import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/kyc/status-badge";
import type { Decision } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";

/** What was decided: the status word, who, when, under which policy, and what the applicant was told. */
export function DecisionPanel({ decision, timeZone }: { decision: Decision; timeZone: string }) {
  const t = useTranslations("case.decision");

  return (
    <section aria-label={t("label")} className="border-b border-line px-4 py-3">
      <h2 className="flex flex-wrap items-baseline gap-x-2 font-semibold">
        <StatusBadge status={decision.outcome} />
        <span className="font-normal text-text-2" title={decision.reviewer}>
          {t("by", { name: decision.reviewerName, at: formatInstant(decision.decidedAt, timeZone), version: decision.optionsVersion })}
        </span>
      </h2>
      {decision.codes.length > 0 ? (
        <ul className="mt-2 grid gap-2">
          {decision.codes.map((code, index) => (
            <li key={code} className="rounded-control border border-line bg-sunken px-3 py-2">
              {decision.comments[index] === undefined ? null : (
                <p className="break-words whitespace-pre-line" dir="auto" lang={code === "other" ? undefined : "en"}>
                  {decision.comments[index]}
                </p>
              )}
              <p className="mono text-text-3">{code}</p>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
