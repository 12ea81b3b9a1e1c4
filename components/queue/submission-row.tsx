"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { Icon } from "@/components/ui/icons";
import { Td, Tr } from "@/components/ui/data-table";
import type { SubmissionItem } from "@/lib/contracts/submissions";
import { priorityLevelOf } from "@/lib/kyc/review/priority-level";
import type { Column } from "./columns";
import { SelectRow } from "./select-boxes";
import { SubmissionCell } from "./submission-cell";

export interface SubmissionRowProps {
  item: SubmissionItem;
  columns: readonly Column[];
  now: number;
  timeZone: string;
  isCurrent: boolean;
  /** Null where nothing is selected. */
  select: { selected: boolean; onToggle: (isRange: boolean) => void } | null;
  onFocus: () => void;
}

/** Opens its case wherever it is pressed; the applicant's name is the link that keyboards and screen readers find. */
export function SubmissionRow({ item, columns, now, timeZone, isCurrent, select, onFocus }: SubmissionRowProps) {
  const t = useTranslations("queue");
  const router = useRouter();
  const priorities = useTranslations("bulk.priority");
  const held = item.holder ? (item.holder.isOwn ? t("heldOwn") : t("held", { name: item.holder.memberName })) : undefined;
  const level = item.entry === null ? "normal" : priorityLevelOf(item.entry.priority);
  const priority = level === "normal" ? null : `${t("columns.priority")}: ${priorities(`levels.${level}`)}`;
  const href = `/submissions/${item.id}` as const;

  const press = (event: MouseEvent) => {
    const onControl = event.target instanceof Element && event.target.closest("a, label") !== null;
    const selecting = window.getSelection()?.isCollapsed === false;
    if (!onControl && !selecting) router.push(href);
  };

  return (
    <Tr
      onClick={press}
      onFocus={onFocus}
      aria-selected={select?.selected}
      className="has-[a:focus-visible]:bg-accent-tint has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-focus"
    >
      {select ? <SelectRow item={item} isCurrent={isCurrent} {...select} /> : null}
      {columns.map(({ name, align, className }) =>
        name === "applicant" ? (
          <Td key={name} className="font-medium [font-variant-numeric:normal]" title={[item.fullName, item.email, priority, item.entry?.assignee?.name, held].filter(Boolean).join(", ") || undefined}>
            <Link href={href} prefetch={false} tabIndex={isCurrent ? 0 : -1} className="text-text focus-visible:outline-none">
              <ApplicantName item={item} />
            </Link>
            {item.holder ? (
              <span className="ml-2 font-normal text-text-3">
                <Icon name="lock" small /> <span className="sr-only">{held}</span>
                <span aria-hidden="true">{item.holder.memberName}</span>
              </span>
            ) : null}
          </Td>
        ) : (
          <SubmissionCell key={name} column={name} item={item} now={now} timeZone={timeZone} align={align} className={className} />
        ),
      )}
    </Tr>
  );
}

/** Names are text: nothing in them is ever markup. */
function ApplicantName({ item }: { item: SubmissionItem }) {
  const t = useTranslations("queue");
  if (item.fullName) return item.fullName;
  return <span className="text-text-3">{item.status === "deleted" ? t("erased") : t("unnamed")}</span>;
}
