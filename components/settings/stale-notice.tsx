"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { PolicyVersion } from "@/lib/contracts/options";
import { formatInstant } from "@/lib/i18n/instant";
import { usePolicySentences } from "./use-policy-sentences";

export interface StaleNoticeProps {
  meanwhile: PolicyVersion;
  /** What was opened. */
  before: PolicyVersion;
  /** A save was tried since, and refused. */
  wasRefused: boolean;
  onApply: () => void;
  onDrop: () => void;
}

/** Says who saved what while one was typing, and offers to go on from there. */
export function StaleNotice({ meanwhile, before, wasRefused, onApply, onDrop }: StaleNoticeProps) {
  const t = useTranslations("policy.stale");
  const sentences = usePolicySentences();
  const time = `${formatInstant(meanwhile.createdAt, meanwhile.options.timeZone)} ${meanwhile.options.timeZone}`;
  return (
    <Notice
      tone="warn"
      role="alert"
      className="m-4 mb-0"
      actions={
        <span className="flex flex-wrap gap-2">
          <Button size="small" onClick={onApply}>
            {t("apply")}
          </Button>
          <Button size="small" variant="quiet" onClick={onDrop}>
            {t("drop")}
          </Button>
        </span>
      }
    >
      <p className="font-medium">{t(wasRefused ? "refused" : "title", { name: meanwhile.authorName, version: meanwhile.version, time })}</p>
      <p className="text-text-2">
        {sentences(meanwhile, before)} {t("kept")}
      </p>
    </Notice>
  );
}
