"use client";

import { useTranslations } from "next-intl";
import { Table, Th } from "@/components/ui/data-table";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { AuditEntry } from "@/lib/contracts/audit";
import { AuditRow } from "./audit-row";

const columns = ["w-10", "w-20", "w-44", "", "", "w-44", ""];

/** A page of the log; each entry opens to its hashes. */
export function AuditTable({ entries, timeZone }: { entries: readonly AuditEntry[]; timeZone: string }) {
  const t = useTranslations("audit");
  return (
    <Table label={t("table")} columns={columns} className="min-w-[960px]">
      <thead>
        <tr>
          <Th>
            <VisuallyHidden>{t("columns.details")}</VisuallyHidden>
          </Th>
          <Th align="right">{t("columns.seq")}</Th>
          <Th>{t("columns.time")}</Th>
          <Th>{t("columns.who")}</Th>
          <Th>{t("columns.action")}</Th>
          <Th>{t("columns.subject")}</Th>
          <Th>{t("columns.fields")}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <AuditRow key={entry.seq} entry={entry} timeZone={timeZone} />
        ))}
      </tbody>
    </Table>
  );
}
