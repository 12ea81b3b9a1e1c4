"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageBar } from "@/components/shell/page-bar";
import { Notice } from "@/components/ui/notice";
import { thresholds } from "@/lib/kyc/intake/checks";
import { checksOptions } from "@/lib/queries/checks";
import { EnginesTable } from "./engines-table";
import { WithdrawnDocuments } from "./withdrawn-documents";

/** Which engines there are, how they answer now, and which of their scores is too low, and which documents are refused. */
export function ChecksScreen({ timeZone, mayWrite }: { timeZone: string; mayWrite: boolean }) {
  const t = useTranslations("checks");
  const { engines } = useSuspenseQuery(checksOptions()).data;
  const configured = engines.filter(({ host }) => host !== null).length;

  return (
    <>
      <PageBar title={t("title")} about={t("about", { configured, all: engines.length })} />
      <section aria-label={t("title")} tabIndex={0} className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2">
        {configured === 0 ? <HowToConfigure /> : null}
        <EnginesTable engines={engines} timeZone={timeZone} />
        <p className="px-4 py-3 text-small text-text-3">{t("scope", { zone: timeZone })}</p>
        <Thresholds />
        <WithdrawnDocuments mayWrite={mayWrite} />
      </section>
    </>
  );
}

/** Said while there is no engine at all: what that means, and how one is configured. */
function HowToConfigure() {
  const t = useTranslations("checks.none");
  const code = (chunks: ReactNode) => <code className="font-mono text-small">{chunks}</code>;
  return (
    <Notice className="m-4">
      <h2 className="font-semibold">{t("title")}</h2>
      <p className="mt-1 text-text-2">{t("meaning")}</p>
      <p className="mt-1 text-text-2">{t.rich("how", { code })}</p>
    </Notice>
  );
}

const thresholdNames = Object.keys(thresholds) as (keyof typeof thresholds)[];

function Thresholds() {
  const t = useTranslations("checks.thresholds");
  const format = useFormatter();
  return (
    <section className="border-t border-line p-4">
      <h2 className="font-semibold">{t("title")}</h2>
      <p className="text-text-2">{t("text")}</p>
      <dl className="mt-3 grid grid-cols-[24px_minmax(0,1fr)] gap-x-3 gap-y-1">
        {thresholdNames.map((name) => (
          <div key={name} className="contents">
            <dt className="text-right font-medium tabular-nums">{format.number(thresholds[name])}</dt>
            <dd className="text-text-2">{t(name)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
