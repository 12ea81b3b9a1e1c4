"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { PageBar } from "@/components/shell/page-bar";
import { useFailureText } from "@/components/shell/use-failure-text";
import { useIsHydrated } from "@/components/shell/use-is-hydrated";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { useToast } from "@/components/ui/toast";
import { mentionsOptions, unreadMentionsOptions } from "@/lib/queries/mentions";
import { useMarkMentionsRead } from "@/lib/queries/use-mark-mentions-read";
import { MentionsTable } from "./mentions-table";

/** The reader's inbox: notes that call them, newest first, in pages back in time. */
export function MentionsScreen({ before, timeZone }: { before: string | null; timeZone: string }) {
  const t = useTranslations("notes.inbox");
  const tCommon = useTranslations("common");
  const { data, error, refetch } = useQuery(mentionsOptions(before));

  if (error && !data)
    return (
      <>
        <PageBar title={t("title")} />
        <ErrorState title={t("failed.title")} actions={<Button onClick={() => void refetch()}>{tCommon("tryAgain")}</Button>}>
          <p>{t("failed.text")}</p>
        </ErrorState>
      </>
    );
  const items = data?.items ?? [];
  return (
    <>
      <Head newest={before === null ? (items[0]?.createdAt ?? null) : null} />
      <div className="min-h-0 flex-1 overflow-auto">
        {data === undefined ? <p className="p-4 text-text-3">{tCommon("loading")}</p> : null}
        {data !== undefined && items.length === 0 ? (
          <EmptyState title={before === null ? t("empty.title") : t("end")}>{before === null ? <p>{t("empty.text")}</p> : null}</EmptyState>
        ) : null}
        {items.length > 0 ? <MentionsTable items={items} timeZone={timeZone} /> : null}
      </div>
      <Pager before={before} next={data?.next ?? null} />
    </>
  );
}

/** Marks what the reader has before them, and nothing that came since. The count is the rail's, which the server does not draw. */
function Head({ newest }: { newest: string | null }) {
  const t = useTranslations("notes.inbox");
  const format = useFormatter();
  const toast = useToast();
  const failureText = useFailureText();
  const isHydrated = useIsHydrated();
  const { data } = useQuery(unreadMentionsOptions());
  const mark = useMarkMentionsRead();
  const unread = isHydrated ? (data?.unread ?? 0) : 0;
  const count = format.number(unread) + (data !== undefined && unread >= data.limit ? "+" : "");

  const markAll = () => {
    if (newest === null) return;
    mark.mutate({ until: newest }, { onSuccess: () => toast({ tone: "ok", message: t("marked") }), onError: (error) => toast({ tone: "danger", message: failureText(error) }) });
  };
  return (
    <PageBar title={t("title")} about={unread > 0 ? t("unreadCount", { count }) : t("about")}>
      {newest === null ? null : (
        <Button inactive={unread === 0 || mark.isPending} onClick={markAll}>
          {t("markAll")}
        </Button>
      )}
    </PageBar>
  );
}

function Pager({ before, next }: { before: string | null; next: string | null }) {
  const t = useTranslations("notes.inbox");
  if (before === null && next === null) return null;
  return (
    <footer className="flex min-h-14 shrink-0 items-center justify-end gap-2 border-t border-line px-4 py-2">
      <nav aria-label={t("pager")} className="flex gap-2">
        {before === null ? null : (
          <Link href="/mentions" className={buttonClass()}>
            {t("newest")}
          </Link>
        )}
        {next === null ? null : (
          <Link href={`/mentions?before=${next}`} className={buttonClass()}>
            {t("older")}
          </Link>
        )}
      </nav>
    </footer>
  );
}
