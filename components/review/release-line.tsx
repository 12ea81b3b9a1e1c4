"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Release, SubmissionDetail } from "@/lib/contracts/submissions";
import { submissionKeys } from "@/lib/queries/submission-keys";
import { setShownAct, type LastAct } from "./last-act";
import { Remaining } from "./undo-offer";
import { useRemaining } from "./use-remaining";
import { useTakeBack } from "./use-take-back";

const lookAgainMs = 1_000;

export interface ReleaseLineProps {
  detail: SubmissionDetail;
  release: Release;
  /** When the case was read. */
  readAt: number;
}

/**
 * When the outside is told of this decision, and the way to take it back before; from then on it looks whether it was told.
 * The rest is the server's: the clocks of two machines differ.
 */
export function ReleaseLine({ detail: { id: submissionId, version }, release, readAt }: ReleaseLineProps) {
  const t = useTranslations("case.undo");
  const { take } = useTakeBack();
  const [until] = useState(() => performance.now() + release.remainingMs - Math.max(0, Date.now() - readAt));
  const seconds = useRemaining(until);
  const act = useShownAct({ kind: "decision", submissionId, version, until, takeBack: take }, release.mayUndo && seconds > 0);
  useLookAgain(submissionId, seconds === 0);

  if (seconds === 0) return <span className="ml-2 text-small text-text-3">{t("releasing")}</span>;
  return (
    <span className="ml-2 inline-flex items-center gap-2">
      <Remaining seconds={seconds} />
      {release.mayUndo ? (
        <Button shortcut="z" aria-keyshortcuts="z" onClick={() => take(act)}>
          {t("undo")}
        </Button>
      ) : null}
    </span>
  );
}

/** `z` takes it back while it is on screen, where nothing was decided in this tab since. */
export function useShownAct(act: LastAct, isOn: boolean): LastAct {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    if (!isOn) return;
    const { kind, submissionId, version, until } = newest.current;
    return setShownAct({ kind, submissionId, version, until, takeBack: (shown) => newest.current.takeBack(shown) });
  }, [isOn]);
  return act;
}

function useLookAgain(submissionId: string, isOn: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => void queryClient.invalidateQueries({ queryKey: submissionKeys.detail(submissionId) }), lookAgainMs);
    return () => clearInterval(timer);
  }, [isOn, queryClient, submissionId]);
}
