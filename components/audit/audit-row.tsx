"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Td, Tr } from "@/components/ui/data-table";
import { IconButton } from "@/components/ui/icon-button";
import { Icon } from "@/components/ui/icons";
import type { AuditEntry } from "@/lib/contracts/audit";
import { formatClock, formatDay } from "@/lib/i18n/instant";
import { AuditDetails } from "./audit-details";
import { useAuditWords } from "./use-audit-words";

/** An entry in words, and under it, when opened, its hashes. */
export function AuditRow({ entry, timeZone }: { entry: AuditEntry; timeZone: string }) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const words = useAuditWords();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const fields = entry.fields.map(({ name }) => words.field(name)).join(", ");
  const time = `${formatDay(entry.at, timeZone)} ${formatClock(entry.at, timeZone, { seconds: true })}`;

  return (
    <>
      <Tr>
        <Td>
          <IconButton label={t(isOpen ? "hide" : "show", { seq: entry.seq })} aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={() => setOpen(!isOpen)}>
            <Icon name={isOpen ? "down" : "right"} small />
          </IconButton>
        </Td>
        <Td align="right">{format.number(entry.seq)}</Td>
        <Td>
          <time dateTime={entry.at} title={`${time} ${timeZone}`}>
            {time}
          </time>
        </Td>
        <Td title={words.actor(entry)}>{words.actor(entry)}</Td>
        <Td className="font-medium text-text" title={words.action(entry.action)}>
          {words.action(entry.action)}
        </Td>
        <Td title={entry.subjectId}>
          <Subject entry={entry} text={words.subject(entry)} />
        </Td>
        <Td title={fields}>{fields === "" ? <span className="text-text-3">{t("noFields")}</span> : fields}</Td>
      </Tr>
      {isOpen ? (
        <tr id={id}>
          <td colSpan={7} className="border-b border-line bg-sunken py-3 pr-4 pl-12">
            <AuditDetails entry={entry} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** Leads to the case, to the policy or to the checks; the rest has no page of its own. */
function Subject({ entry, text }: { entry: AuditEntry; text: string }) {
  if (entry.subjectType === "submission") return <Link href={`/submissions/${entry.subjectId}`}>{text}</Link>;
  if (entry.subjectType === "options") return <Link href="/settings/policy">{text}</Link>;
  if (entry.subjectType === "documents") return <Link href="/settings/checks">{text}</Link>;
  return text;
}
