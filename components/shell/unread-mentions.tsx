"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { unreadMentionsOptions } from "@/lib/queries/mentions";

/** How many notes that call the reader were not opened yet; nothing where there is none. */
export function UnreadMentions() {
  const t = useTranslations("shell");
  const format = useFormatter();
  const { data } = useQuery(unreadMentionsOptions());
  if (data === undefined || data.unread === 0) return null;

  const count = format.number(data.unread) + (data.unread >= data.limit ? "+" : "");
  return (
    <span className="ml-auto rounded-small bg-accent px-1 text-small font-medium text-accent-on tabular-nums max-[999px]:absolute max-[999px]:top-0 max-[999px]:right-0 max-[999px]:px-0.5 max-[999px]:leading-4">
      <span aria-hidden="true">{count}</span>
      <VisuallyHidden>{t("unread", { count })}</VisuallyHidden>
    </span>
  );
}
