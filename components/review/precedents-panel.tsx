"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StatusBadge } from "@/components/kyc/status-badge";
import { Button } from "@/components/ui/button";
import type { Precedents } from "@/lib/contracts/related";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { precedentsOptions } from "@/lib/queries/related";

const shownAtFirst = 5;

/** How cases of the same ID type, country and flags were decided, and how many of those decisions did not stand. */
export function PrecedentsPanel({ detail }: { detail: SubmissionDetail }) {
  const t = useTranslations("case.precedents");
  const { data, isError } = useQuery(precedentsOptions(detail.id));
  return (
    <section aria-label={t("title")} className="min-w-0 px-4 pt-3 pb-4">
      <h2 className="mb-1 font-semibold">{t("title")}</h2>
      {isError && data === undefined ? <p className="text-text-3">{t("failed")}</p> : null}
      {data === undefined ? null : <PrecedentList {...data} timeZone={detail.policy.options.timeZone} />}
    </section>
  );
}

function PrecedentList({ items, searched, timeZone }: Precedents & { timeZone: string }) {
  const t = useTranslations("case.precedents");
  const [isWhole, setWhole] = useState(false);
  if (items === null) return <p className="text-text-3">{t("unknown")}</p>;
  if (items.length === 0) return <p className="text-text-3">{t("none", { searched })}</p>;

  const approved = items.filter(({ outcome }) => outcome === "approved").length;
  return (
    <>
      <p className="text-text-2">{t("text", { count: items.length })}</p>
      <p className="mb-1 tabular-nums">
        {t("summary", { approved, rejected: items.length - approved })}; {t("overturned", { count: items.filter((item) => item.isOverturned).length })}
      </p>
      <ul className="grid gap-1">
        {items.slice(0, isWhole ? items.length : shownAtFirst).map((item) => (
          <li key={item.id} className="min-w-0">
            <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
              <Link href={`/submissions/${item.id}`} prefetch={false} className="tabular-nums underline-offset-2 hover:underline">
                {formatInstant(item.decidedAt, timeZone)}
              </Link>
              <StatusBadge status={item.outcome} />
              {item.isOverturned ? <span className="text-small text-warn">{t("mark")}</span> : null}
            </p>
            {item.codes.length > 0 ? (
              <p className="mono truncate text-text-3" title={item.codes.join(", ")}>
                {item.codes.join(", ")}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {items.length > shownAtFirst ? (
        <Button variant="quiet" size="small" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)} className="mt-1">
          {isWhole ? t("showFewer") : t("showAll", { count: items.length })}
        </Button>
      ) : null}
    </>
  );
}
