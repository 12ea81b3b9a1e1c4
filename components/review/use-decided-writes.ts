"use client";

import { useTranslations } from "next-intl";
import { useState, type Dispatch } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { useToast } from "@/components/ui/toast";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { RequestError } from "@/lib/queries/fetch-json";
import { useConfirmProposal, useReopenCase, useSendBackProposal } from "@/lib/queries/use-decided-writes";
import { refusalReasonOf, type CaseAct, type CaseState } from "./case-state";
import { useTakeBack } from "./use-take-back";

export interface DecidedWrites {
  confirm: () => void;
  sendBack: (note: string) => void;
  reopen: (reason: string) => void;
  /** Why the last one failed, other than by what another did meanwhile. */
  failure: string | null;
  /** The applicant's other case, which stands against reopening this one. */
  otherCase: string | null;
  forget: () => void;
}

/** What a lead writes about somebody's proposal or decision, and what becomes of the screen when the server refuses it. */
export function useDecidedWrites({ id, version }: SubmissionDetail, { isWriting }: CaseState, dispatch: Dispatch<CaseAct>): DecidedWrites {
  const t = useTranslations("case.writes");
  const failureText = useFailureText();
  const toast = useToast();
  const { offer } = useTakeBack();
  const [confirmation, sendingBack, reopening] = [useConfirmProposal(id), useSendBackProposal(id), useReopenCase(id)];
  const [failed, setFailed] = useState<{ text: string; otherCase: string | null } | null>(null);

  const refuse = (error: Error) => {
    const conflict = error instanceof RequestError && error.status === 409 ? error.details("caseConflict") : null;
    const reason = error instanceof RequestError ? refusalReasonOf(error.errorCode) : null;
    if (reason) return dispatch({ type: "refused", refusal: { reason, current: conflict?.current } });
    dispatch({ type: "failed" });
    setFailed({ text: failureText(error), otherCase: conflict?.otherCase ?? null });
  };
  const start = (write: () => void) => {
    if (isWriting) return;
    setFailed(null);
    dispatch({ type: "sent" });
    write();
  };
  const done = (tell: (detail: SubmissionDetail) => void) => ({
    onSuccess: (detail: SubmissionDetail) => {
      dispatch({ type: "decided" });
      tell(detail);
    },
    onError: refuse,
  });

  return {
    failure: failed?.text ?? null,
    otherCase: failed?.otherCase ?? null,
    forget: () => setFailed(null),
    confirm: () => start(() => confirmation.mutate({ version }, done((detail) => offer(detail, t(detail.status === "approved" ? "approved" : "rejected"))))),
    sendBack: (note) => start(() => sendingBack.mutate({ version, note }, done(() => toast({ tone: "ok", message: t("sentBack") })))),
    reopen: (reason) => start(() => reopening.mutate({ version, reason }, done(() => toast({ tone: "ok", message: t("reopened") })))),
  };
}
