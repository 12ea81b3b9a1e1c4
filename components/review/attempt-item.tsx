"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icons";
import type { Attempt } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { newestScores } from "./newest-scores";

/** One try: how it ended, the codes and messages that the applicant read, the scores, and what became of each check. */
export function AttemptItem({ attempt, timeZone }: { attempt: Attempt; timeZone: string }) {
  const t = useTranslations("case.intake");
  const format = useFormatter();
  const scores = newestScores([attempt]).map(({ kind, value }) => t(`scores.${kind}`, { score: format.number(value, { maximumFractionDigits: 1 }) }));
  const hasFailed = attempt.codes.length > 0;
  const ending = hasFailed ? t(attempt.countsAsTry ? "failed" : "notCounted") : t("passed");

  return (
    <li className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{t("try", { step: t(`steps.${attempt.step}`), number: attempt.number })}</span>
        <span className={hasFailed ? "text-warn" : "text-ok"}>
          <Icon name={hasFailed ? "warning" : "approved"} small className="mr-1 align-[-2px]" />
          {ending}
        </span>
        <time dateTime={attempt.at} className="ml-auto text-small text-text-3">
          {formatInstant(attempt.at, timeZone)}
        </time>
      </p>
      {attempt.codes.map((code, index) => (
        <p key={code} className="min-w-0 break-words text-text-2">
          <span className="mono">{code}</span> {attempt.messages[index]}
        </p>
      ))}
      {scores.length > 0 ? <p className="text-text-2">{scores.join(", ")}</p> : null}
      <Checks checks={attempt.checks} />
    </li>
  );
}

const outcomes = [
  { outcome: "error", icon: "overdue", tone: "text-danger" },
  { outcome: "not_available", icon: "not-run", tone: "text-text-3" },
  { outcome: "ok", icon: "check", tone: "text-text-3" },
] as const;

/** Checks by how they ended, those that failed first; a check that was not run is never told as run. */
function Checks({ checks }: { checks: Attempt["checks"] }) {
  const t = useTranslations("case.intake");
  const format = useFormatter();
  const name = (check: Attempt["checks"][number]) => t(`checks.${check.check}`);
  const timed = (check: Attempt["checks"][number]) => t("milliseconds", { check: name(check), count: Math.round(check.milliseconds) });

  return outcomes.map(({ outcome, icon, tone }) => {
    const these = checks.filter((check) => check.outcome === outcome);
    if (these.length === 0) return null;
    return (
      <p key={outcome} title={these.map(timed).join(", ")} className="flex min-w-0 items-start gap-1 text-small text-text-2">
        <Icon name={icon} small className={`mt-px ${tone}`} />
        <span className="min-w-0">{t(`outcomes.${outcome}`, { checks: format.list(these.map(name)) })}</span>
      </p>
    );
  });
}
