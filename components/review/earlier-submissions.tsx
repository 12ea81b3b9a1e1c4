"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/kyc/status-badge";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";

/** Other submissions of the same e-mail, with what became of them. */
export function EarlierSubmissions({ detail }: { detail: SubmissionDetail }) {
  const t = useTranslations("case.earlier");
  return (
    <section aria-label={t("title")} className="min-w-0 px-4 pt-3 pb-2">
      <h2 className="mb-1 font-semibold">{t("title")}</h2>
      {detail.earlier.length === 0 ? <p className="text-text-3">{t("none")}</p> : null}
      <ul className="grid gap-1">
        {detail.earlier.map(({ id, status, createdAt, codes }) => (
          <li key={id} className="min-w-0">
            <Link href={`/submissions/${id}`} prefetch={false} className="tabular-nums underline-offset-2 hover:underline">
              {formatInstant(createdAt, detail.policy.options.timeZone)}
            </Link>{" "}
            <StatusBadge status={status} />
            {codes.length > 0 ? (
              <p className="mono truncate text-text-3" title={codes.join(", ")}>
                {codes.join(", ")}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
