"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/shell/use-failure-text";
import { useToast } from "@/components/ui/toast";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { RequestError } from "@/lib/queries/fetch-json";
import { takeBack } from "@/lib/queries/take-back";
import { forgetAct, isOver, setLastAct, type LastAct } from "./last-act";
import { UndoOffer } from "./undo-offer";

/** One toast about what can be taken back: the next takes its place. */
const toastName = "undo";
const proposalShownMs = 10_000;

/** Takes back what was decided, and leads to its case; and offers so, for as long as it can be done. */
export function useTakeBack() {
  const t = useTranslations("case.undo");
  const failureText = useFailureText();
  const toast = useToast();
  const router = useRouter();
  const queryClient = useQueryClient();

  const open = (submissionId: string) => {
    const href = `/submissions/${submissionId}`;
    if (window.location.pathname !== href) router.push(href as Route);
  };

  const take = (act: LastAct) => {
    forgetAct(act);
    if (isOver(act, performance.now())) return toast({ name: toastName, tone: "warn", message: t("tooLate") });
    takeBack(queryClient, act).then(
      () => {
        toast({ name: toastName, tone: "ok", message: t(act.kind === "decision" ? "undone" : "withdrawn") });
        open(act.submissionId);
      },
      (error: Error) => {
        const isTemporary = error instanceof RequestError && error.isTemporary;
        if (isTemporary) setLastAct(act);
        toast({ name: toastName, tone: "danger", message: failureText(error) });
      },
    );
  };

  /** Says what was decided or proposed, and offers to take it back. */
  const offer = (detail: SubmissionDetail, message: string) => {
    const { id: submissionId, version, release, proposal } = detail;
    if (release?.mayUndo) {
      const act: LastAct = { kind: "decision", submissionId, version, until: performance.now() + release.remainingMs, takeBack: take };
      setLastAct(act);
      toast({ name: toastName, tone: "ok", forMs: release.remainingMs, message: <UndoOffer message={message} act={act} /> });
    } else if (proposal?.isOwn) {
      const act: LastAct = { kind: "proposal", submissionId, version, until: null, takeBack: take };
      setLastAct(act);
      toast({ name: toastName, tone: "ok", forMs: proposalShownMs, message: <UndoOffer message={message} act={act} /> });
    } else toast({ tone: "ok", message });
  };

  return { take, offer };
}
