"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { KeptDraft } from "@/lib/contracts/drafts";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { TimelineList } from "./timeline";

export interface DraftNoticeProps {
  restored: Pick<KeptDraft, "keptAt" | "version">;
  newest: SubmissionDetail;
  onDiscard: () => void;
}

/** Says that what was typed on a page that is gone stands here again, and what happened to the case since. */
export function DraftNotice({ restored: { keptAt, version }, newest, onDiscard }: DraftNoticeProps) {
  const t = useTranslations("case.draft");
  const { timeZone } = newest.policy.options;
  const since = version === newest.version ? [] : newest.timeline.filter(({ at }) => Date.parse(at) > Date.parse(keptAt));

  return (
    <Notice
      role="status"
      className="mx-4 my-2"
      actions={
        <Button size="small" onClick={onDiscard}>
          {t("discard")}
        </Button>
      }
    >
      <p className="font-medium">{t("restored", { at: formatInstant(keptAt, timeZone) })}</p>
      <p className="text-text-2">{since.length > 0 ? t("changed") : t("same")}</p>
      {since.length > 0 ? <TimelineList entries={since} timeZone={timeZone} /> : null}
    </Notice>
  );
}
