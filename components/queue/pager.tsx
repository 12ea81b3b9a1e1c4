import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import type { SubmissionPage } from "@/lib/contracts/submissions";
import type { SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { FilterState } from "./use-submission-filter";

export interface PagerProps {
  filter: SubmissionFilter;
  page: SubmissionPage | undefined;
  /** The rows of another page still stand on screen. */
  busy: boolean;
  onChange: FilterState["apply"];
}

/** First, previous, next: no numbers, for pages hang on rows and not on places. */
export function Pager({ filter, page, busy, onChange }: PagerProps) {
  const t = useTranslations("queue");
  const atFirst = filter.after === null && filter.before === null;
  const previous = page?.previous ?? null;
  const next = page?.next ?? null;
  const shown = page && page.items.length > 0 ? t(`shown.${filter.sort}`, { count: page.items.length }) : undefined;

  return (
    <footer className="flex h-12 shrink-0 items-center gap-2 border-t border-line px-4 whitespace-nowrap text-text-2 tabular-nums">
      <span className="min-w-0 flex-1 truncate" title={shown}>
        {shown}
      </span>
      <nav aria-label={t("pager.label")} className="flex gap-2">
        <Button size="small" inactive={busy || atFirst} onClick={() => onChange({})}>
          {t("pager.first")}
        </Button>
        <Button size="small" inactive={busy || previous === null} onClick={() => onChange({ before: previous })}>
          <Icon name="left" small />
          {t("pager.previous")}
        </Button>
        <Button size="small" inactive={busy || next === null} onClick={() => onChange({ after: next })}>
          {t("pager.next")}
          <Icon name="right" small />
        </Button>
      </nav>
    </footer>
  );
}
