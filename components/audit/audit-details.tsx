"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AuditEntry } from "@/lib/contracts/audit";
import { useAuditWords } from "./use-audit-words";

/** What makes an entry checkable: its hashes, and those of each value before and after. */
export function AuditDetails({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("audit.details");
  const words = useAuditWords();
  const hashOf = (hash: string | null) => hash ?? t("nothing");
  return (
    <dl className="grid grid-cols-[minmax(160px,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1 text-small">
      <Fact name={t("hash")}>{entry.hash}</Fact>
      <Fact name={t("previousHash")}>{entry.previousHash}</Fact>
      <Fact name={t("subjectId")}>{entry.subjectId}</Fact>
      <Fact name={t("ipAddress")}>{entry.ipAddress ?? t("unknownAddress")}</Fact>
      {entry.fields.map(({ name, oldHash, newHash }) => (
        <Fact key={name} name={t("fieldHash", { name: words.field(name) })}>
          {hashOf(oldHash)}
          <br />
          {hashOf(newHash)}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="mono break-all text-text-2">{children}</dd>
    </>
  );
}
