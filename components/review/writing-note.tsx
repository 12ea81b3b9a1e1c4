"use client";

import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";

/** Says that a write is under way; always on the page, so that it is heard. */
export function WritingNote({ isWriting, className }: { isWriting: boolean; className?: string }) {
  const t = useTranslations("case.writes");
  return (
    <span role="status" className={classNames("min-w-0 truncate text-small text-text-3", className)}>
      {isWriting ? t("writing") : null}
    </span>
  );
}
