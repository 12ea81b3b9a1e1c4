"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQueueAddress } from "@/components/shell/queue-address";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { queueCountsOptions, wholeQueue } from "@/lib/queries/queue-counts";

export interface CaseBarProps {
  /** Left out where the foot leads on. */
  next: { go: () => void; isPending: boolean } | null;
}

/** The way back, how many wait, and the way on. */
export function CaseBar({ next }: CaseBarProps) {
  const t = useTranslations("case");
  const queueAddress = useQueueAddress();
  const counts = useQuery(queueCountsOptions(wholeQueue)).data;

  return (
    <header className="flex min-w-0 items-center gap-3 border-b border-line px-4">
      <Link href={queueAddress} className="flex items-center gap-2 whitespace-nowrap underline-offset-2 hover:underline">
        <Icon name="left" />
        {t("queue")}
      </Link>
      {counts ? (
        <span className="whitespace-nowrap text-text-3 tabular-nums max-[1199px]:hidden">
          {counts.waiting >= counts.limit ? t("waitingAtLeast", { count: counts.limit }) : t("waiting", { count: counts.waiting })}
        </span>
      ) : null}
      <span className="flex-1" />
      {next ? (
        <Button size="small" shortcut="n" aria-keyshortcuts="n" inactive={next.isPending} onClick={next.go}>
          {t("next")}
        </Button>
      ) : null}
    </header>
  );
}
