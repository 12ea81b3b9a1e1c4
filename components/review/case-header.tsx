"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Duration } from "@/components/ui/duration";
import { Icon } from "@/components/ui/icons";
import { DueLabel } from "@/components/kyc/due-label";
import { StatusBadge } from "@/components/kyc/status-badge";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { canonicalCountry } from "@/lib/kyc/country";
import { triesLimit, tryOf } from "@/lib/kyc/tries";
import { useFieldText } from "./field-text";
import { FlagList } from "./flag-list";
import { newestScores } from "./newest-scores";
import { useNow } from "./use-now";

/** Who, and the facts that a decision starts from. */
export function CaseHeader({ detail, readAt }: { detail: SubmissionDetail; readAt: number }) {
  const t = useTranslations("case");
  const fieldText = useFieldText();
  const name = detail.fullName ?? t("unnamed");
  const contact = detail.email ?? t("noEmail");
  const issuing = detail.issuingCountry ? fieldText("issuingCountry", detail.issuingCountry) : t("notKnown");
  const country = isClaimAgainstDocument(detail) ? `${issuing}${t("asClaimed")}` : issuing;
  const idType = detail.idType ? fieldText("idType", detail.idType) : t("notKnown");

  return (
    <section
      aria-label={t("person")}
      className="grid min-w-0 items-center gap-x-8 gap-y-1 border-b border-line px-4 py-2 min-[1200px]:grid-cols-[minmax(160px,auto)_minmax(0,1fr)]"
    >
      <div className="min-w-0 min-[1200px]:max-w-[440px]">
        <h1 className="truncate text-title font-semibold tracking-[-0.01em]" title={name}>
          <bdi>{name}</bdi>
        </h1>
        <p className="truncate text-text-3" title={detail.externalId ? `${contact}, ${detail.externalId}` : contact}>
          {contact}
          {detail.externalId ? (
            <>
              , <span className="mono">{detail.externalId}</span>
            </>
          ) : null}
        </p>
      </div>
      <dl className="flex min-w-0 gap-x-4 gap-y-1 max-[999px]:flex-wrap min-[1200px]:justify-end min-[1200px]:gap-6">
        {detail.status === "pending" ? null : (
          <Fact label={t("facts.status")}>
            <StatusBadge status={detail.status} className="font-medium" />
          </Fact>
        )}
        <Fact label={t("facts.country")} title={country} shrink>
          {country}
        </Fact>
        <Fact label={t("facts.idType")} title={idType} shrink>
          {idType}
        </Fact>
        {detail.status === "pending" ? <Waiting detail={detail} readAt={readAt} /> : <Decided detail={detail} />}
        <Fact label={t("facts.tries")} keepLabel>
          {t("tries", { count: tryOf(detail.retryCount), limit: triesLimit })}
        </Fact>
        {detail.flags.length > 0 ? (
          <Fact label={t("facts.flags")} shrink>
            <FlagList flags={detail.flags} />
          </Fact>
        ) : null}
        <Scores attempts={detail.attempts} />
      </dl>
    </section>
  );
}

/** The country in force is the applicant's word, and what was read says another. */
function isClaimAgainstDocument({ issuingCountry, claimed, printed, mrz }: SubmissionDetail): boolean {
  const same = (a: string | null | undefined) => a === null || a === undefined || (canonicalCountry(a) ?? a) === (canonicalCountry(issuingCountry ?? "") ?? issuingCountry);
  return issuingCountry !== null && claimed?.issuingCountry === issuingCountry && !(same(printed?.issuingCountry) && same(mrz?.issuingCountry));
}

interface FactProps {
  label: string;
  keepLabel?: boolean;
  /** May be cut where there is no room; its whole is then in `title`. */
  shrink?: boolean;
  title?: string;
  children: ReactNode;
}

function Fact({ label, keepLabel = false, shrink = false, title, children }: FactProps) {
  return (
    <div title={title} className={shrink ? "min-w-0 max-[1199px]:flex max-[1199px]:gap-1" : "shrink-0 max-[1199px]:flex max-[1199px]:gap-1"}>
      <dt className={keepLabel ? "whitespace-nowrap text-text-3 min-[1200px]:text-small" : "text-small whitespace-nowrap text-text-3 max-[1199px]:sr-only"}>
        {label}
      </dt>
      <dd className="min-w-0 truncate">{children}</dd>
    </div>
  );
}

function Waiting({ detail, readAt }: { detail: SubmissionDetail; readAt: number }) {
  const t = useTranslations("case");
  const now = useNow(readAt);
  const since = detail.pendingAt ?? detail.createdAt;
  const { timeZone } = detail.policy.options;

  return (
    <>
      {detail.resubmittedAt === null ? null : (
        <Fact label={t("facts.resubmitted")} keepLabel>
          <time dateTime={detail.resubmittedAt}>{formatInstant(detail.resubmittedAt, timeZone)}</time>
        </Fact>
      )}
      {detail.dueAt === null ? null : (
        <Fact label={t("facts.due")} title={`${formatInstant(detail.dueAt, timeZone)} ${timeZone}`}>
          <time dateTime={detail.dueAt}>
            <DueLabel dueAt={detail.dueAt} now={now} />
          </time>
        </Fact>
      )}
      <Fact label={t("facts.waitingSince")}>
        <time dateTime={since}>
          <span className="max-[1199px]:hidden">
            {formatInstant(since, timeZone)},{" "}
          </span>
          <Icon name="clock" small className="mr-1 align-[-2px] text-text-3" />
          <Duration since={since} now={now} />
        </time>
      </Fact>
    </>
  );
}

/** The newest scores that engines gave; a check that gave none is told by its flag. */
function Scores({ attempts }: Pick<SubmissionDetail, "attempts">) {
  const t = useTranslations("case");
  const format = useFormatter();
  const scores = newestScores(attempts);
  if (scores.length === 0) return null;
  return (
    <Fact label={t("facts.scores")} keepLabel>
      {scores.map(({ kind, value, fails }) => (
        <span key={kind} className="mr-2 last:mr-0">
          {fails ? <Icon name="warning" small className="mr-1 align-[-2px] text-warn" /> : null}
          {t(`intake.scores.${kind}`, { score: format.number(value, { maximumFractionDigits: 1 }) })}
        </span>
      ))}
    </Fact>
  );
}

function Decided({ detail }: { detail: SubmissionDetail }) {
  const t = useTranslations("case");
  const at = detail.kycResultAt ?? detail.updatedAt;
  return (
    <Fact label={t("facts.since")}>
      <time dateTime={at}>{formatInstant(at, detail.policy.options.timeZone)}</time>
    </Fact>
  );
}
