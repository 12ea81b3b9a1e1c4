"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PageBar } from "@/components/shell/page-bar";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import type { AuditFilter } from "@/lib/contracts/audit";
import { auditExportPath, auditOptions } from "@/lib/queries/audit";
import { AuditFilters, auditPath } from "./audit-filters";
import { AuditTable } from "./audit-table";

/** The log of everything that changed: filtered by the URL, in pages back in time. */
export function AuditScreen({ filter, ignored, timeZone }: { filter: AuditFilter; ignored: readonly string[]; timeZone: string }) {
  const t = useTranslations("audit");
  const isBackwards = filter.from !== undefined && filter.to !== undefined && filter.from > filter.to;
  return (
    <>
      <PageBar title={t("title")} about={t("about", { zone: timeZone })}>
        {/* A download, no page: the browser fetches it itself. */}
        <a href={auditExportPath(filter)} download title={t("exportTitle")} className={buttonClass()}>
          {t("export")}
        </a>
      </PageBar>
      <AuditFilters filter={filter} />
      <div className="min-h-0 flex-1 overflow-auto">
        {ignored.length > 0 || isBackwards ? (
          <div className="grid gap-2 p-4">
            {ignored.length > 0 ? (
              <Notice tone="warn" role="status">
                {t("ignored", { count: ignored.length })} <span className="mono">{ignored.join(", ")}</span>
              </Notice>
            ) : null}
            {isBackwards ? (
              <Notice tone="warn" role="status">
                {t("wrongOrder")}
              </Notice>
            ) : null}
          </div>
        ) : null}
        <AuditPageOf filter={filter} timeZone={timeZone} />
      </div>
      <AuditFoot filter={filter} />
    </>
  );
}

function AuditPageOf({ filter, timeZone }: { filter: AuditFilter; timeZone: string }) {
  const t = useTranslations("audit");
  const tCommon = useTranslations("common");
  const { data, error, refetch } = useQuery(auditOptions(filter));

  if (error && !data)
    return (
      <ErrorState title={t("failed.title")} actions={<Button onClick={() => void refetch()}>{tCommon("tryAgain")}</Button>}>
        <p>{t("failed.text")}</p>
      </ErrorState>
    );
  if (!data) return <p className="p-4 text-text-3">{tCommon("loading")}</p>;
  if (data.entries.length > 0) return <AuditTable entries={data.entries} timeZone={timeZone} />;
  return (
    <EmptyState title={t("empty.title")} actions={<Link href="/audit" className={buttonClass()}>{t("empty.clear")}</Link>}>
      <p>{t("empty.text")}</p>
    </EmptyState>
  );
}

function AuditFoot({ filter }: { filter: AuditFilter }) {
  const t = useTranslations("audit");
  const { data } = useQuery(auditOptions(filter));
  const next = data?.next ?? null;
  return (
    <footer className="flex min-h-14 shrink-0 items-center gap-4 border-t border-line px-4 py-2">
      <p className="min-w-0 flex-1 text-small text-text-3">{t.rich("verify", { code: (chunks) => <code className="mono">{chunks}</code> })}</p>
      <nav aria-label={t("pager.label")} className="flex shrink-0 items-center gap-2">
        {data ? <span className="text-small text-text-3">{t("pager.shown", { count: data.entries.length })}</span> : null}
        {filter.before === undefined ? null : (
          <Link href={auditPath({ ...filter, before: undefined })} className={buttonClass()}>
            {t("pager.newest")}
          </Link>
        )}
        {next === null ? null : (
          <Link href={auditPath({ ...filter, before: next })} className={buttonClass()}>
            {t("pager.older")}
          </Link>
        )}
      </nav>
    </footer>
  );
}
