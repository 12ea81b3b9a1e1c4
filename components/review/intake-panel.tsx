"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { addressLine } from "./address-line";
import { AttemptItem } from "./attempt-item";

/** The applicant's tries, newest first, and what came with them besides fields and images. An import has neither. */
export function IntakePanel({ detail }: { detail: SubmissionDetail }) {
  const t = useTranslations("case.intake");
  return (
    <section aria-label={t("title")} className="min-w-0 px-4 pt-3 pb-2">
      <h2 className="mb-1 font-semibold">{t("title")}</h2>
      {detail.attempts.length === 0 ? <p className="text-text-3">{detail.source === "api" ? t("none") : t("noneOfImport")}</p> : null}
      <ul className="grid gap-2">
        {detail.attempts.map((attempt) => (
          <AttemptItem key={attempt.number} attempt={attempt} timeZone={detail.policy.options.timeZone} />
        ))}
      </ul>
      <Brought detail={detail} />
    </section>
  );
}

/** The address, the client's own fields and where the request came from; nothing where none came. */
function Brought({ detail }: { detail: SubmissionDetail }) {
  const t = useTranslations("case.intake");
  const address = detail.address === null ? "" : addressLine(detail.address);
  const custom = detail.customFields.flatMap((value, index) => (value ? [{ name: `cf${(index + 1).toString()}`, value }] : []));
  if (address === "" && custom.length === 0 && detail.ipAddress === null) return null;
  return (
    <dl className="mt-2 grid grid-cols-[88px_minmax(0,1fr)] gap-x-2 gap-y-0.5">
      {address === "" ? null : <Fact name={t("address")}>{address}</Fact>}
      {detail.ipAddress === null ? null : <Fact name={t("ipAddress")}>{detail.ipAddress}</Fact>}
      {custom.map(({ name, value }) => (
        <Fact key={name} name={<span className="mono">{name}</span>}>
          {value}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { name: ReactNode; children: string }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0 break-words">
        <bdi>{children}</bdi>
      </dd>
    </>
  );
}
