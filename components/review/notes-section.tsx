"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect } from "react";
import { Button } from "@/components/ui/button";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { notesOptions } from "@/lib/queries/notes";
import { useMarkMentionsRead } from "@/lib/queries/use-mark-mentions-read";
import { useViewer } from "@/lib/queries/use-viewer";
import { mayWriteNotes } from "./may-write-notes";
import { NoteItem } from "./note-item";

const NoteComposer = lazy(async () => ({ default: (await import("./note-composer")).NoteComposer }));

/** What members tell each other about the case, newest first, and the place to write. Opening the case reads its mentions. */
export function NotesSection({ detail }: { detail: SubmissionDetail }) {
  const t = useTranslations("notes");
  const { role } = useViewer();
  const mayWrite = mayWriteNotes(role, detail);
  return (
    <section aria-label={t("title")} className="min-w-0 px-4 pt-3 pb-2">
      <h2 className="mb-1 font-semibold">{t("title")}</h2>
      {mayWrite ? (
        <Suspense fallback={<div className="h-28" />}>
          <NoteComposer submissionId={detail.id} />
        </Suspense>
      ) : null}
      <NoteList submissionId={detail.id} timeZone={detail.policy.options.timeZone} />
    </section>
  );
}

function NoteList({ submissionId, timeZone }: { submissionId: string; timeZone: string }) {
  const t = useTranslations("notes");
  const common = useTranslations("common");
  const { memberId } = useViewer();
  const { data, error, refetch } = useQuery(notesOptions(submissionId));
  const { mutate: markRead } = useMarkMentionsRead();
  const isCalled = data?.notes.some((note) => note.isUnread) ?? false;

  useEffect(() => {
    if (isCalled) markRead({ submissionId });
  }, [isCalled, markRead, submissionId]);

  if (data === undefined && error !== null)
    return (
      <p role="alert" className="flex flex-wrap items-center gap-2 text-danger">
        {t("failed")}
        <Button size="small" onClick={() => void refetch()}>
          {common("tryAgain")}
        </Button>
      </p>
    );
  if (data === undefined) return <p className="text-text-3">{t("loading")}</p>;
  if (data.notes.length === 0) return <p className="text-text-3">{t("none")}</p>;
  return (
    <>
      <ul className="grid gap-3">
        {data.notes.map((note) => (
          <NoteItem key={note.id} submissionId={submissionId} note={note} isForReader={note.mentions.some((mention) => mention.memberId === memberId)} timeZone={timeZone} />
        ))}
      </ul>
      {data.hasMore ? <p className="mt-2 text-small text-text-3">{t("more")}</p> : null}
    </>
  );
}
