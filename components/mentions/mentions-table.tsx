"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { Table, Td, Th, Tr } from "@/components/ui/data-table";
import { Icon } from "@/components/ui/icons";
import type { Mention } from "@/lib/contracts/notes";
import { formatInstant } from "@/lib/i18n/instant";

const columns = ["w-28", "w-56 max-xl:w-40", "w-44 max-xl:w-32", "w-40", ""];

/** A row a note: its case, who wrote it and when, and how it begins. */
export function MentionsTable({ items, timeZone }: { items: readonly Mention[]; timeZone: string }) {
  const t = useTranslations("notes.inbox");
  return (
    <Table label={t("table")} columns={columns} className="min-w-[720px]">
      <thead>
        <tr>
          <Th>{t("columns.state")}</Th>
          <Th>{t("columns.case")}</Th>
          <Th>{t("columns.author")}</Th>
          <Th>
            <span title={t("columns.at", { zone: timeZone })}>{t("columns.at", { zone: timeZone })}</span>
          </Th>
          <Th>{t("columns.note")}</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((mention) => (
          <MentionRow key={mention.noteId} mention={mention} timeZone={timeZone} />
        ))}
      </tbody>
    </Table>
  );
}

function MentionRow({ mention, timeZone }: { mention: Mention; timeZone: string }) {
  const t = useTranslations("notes.inbox");
  const { submissionId, subject, author, createdAt, excerpt, isUnread } = mention;
  const name = subject ?? t("unnamed");
  return (
    <Tr>
      <Td>
        <span className={classNames("inline-flex items-center gap-1", isUnread ? "font-medium text-accent-text" : "text-text-3")}>
          <Icon name={isUnread ? "live" : "check"} small />
          {isUnread ? t("unread") : t("read")}
        </span>
      </Td>
      <Td className="text-text" title={name}>
        <Link href={`/submissions/${submissionId}`} prefetch={false} className={classNames("underline-offset-2 hover:underline", isUnread && "font-semibold")}>
          <bdi>{name}</bdi>
        </Link>
      </Td>
      <Td title={author}>{author}</Td>
      <Td title={`${formatInstant(createdAt, timeZone)} ${timeZone}`}>{formatInstant(createdAt, timeZone)}</Td>
      <Td dir="auto" title={excerpt}>
        {excerpt}
      </Td>
    </Tr>
  );
}
