"use client";

import { useTranslations } from "next-intl";
import { useState, type Dispatch } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { useToast } from "@/components/ui/toast";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import type { CaseLease } from "@/lib/queries/case-lease";
import { RequestError } from "@/lib/queries/fetch-json";
import { useCorrectFields } from "@/lib/queries/use-correct-fields";
import { useRecordDecision } from "@/lib/queries/use-record-decision";
import { otherTextOf } from "./choice";
import { refusalReasonOf, type CaseAct, type CaseState } from "./case-state";
import type { HitComment, Verdict } from "./draft";
import { useTakeBack } from "./use-take-back";

export interface CaseWrites {
  correct: () => void;
  approve: () => void;
  reject: () => void;
  /** Why the last write failed, other than by what another did meanwhile. */
  failure: string | null;
  forget: () => void;
}

/** The three writes of a case, and what becomes of the screen when the server refuses one. Nothing typed is dropped. */
export function useCaseWrites(
  shown: SubmissionDetail,
  { choice, editing, isWriting }: CaseState,
  verdict: Verdict,
  hits: readonly HitComment[],
  dispatch: Dispatch<CaseAct>,
  reload: () => Promise<SubmissionDetail>,
  lease: CaseLease,
): CaseWrites {
  const t = useTranslations("case.writes");
  const toast = useToast();
  const { offer } = useTakeBack();
  const correction = useCorrectFields(shown.id, lease.ref);
  const decision = useRecordDecision(shown.id, lease.ref);
  const [failure, setFailure] = useState<string | null>(null);
  const { version } = shown;

  const refuse = useRefusal(version, dispatch, setFailure, reload, lease);
  const start = (write: () => void) => {
    if (isWriting) return;
    setFailure(null);
    dispatch({ type: "sent" });
    write();
  };
  const decided = (outcome: "approved" | "rejected") => (detail: SubmissionDetail) => {
    dispatch({ type: "decided" });
    offer(detail, t(detail.proposal === null ? outcome : `proposed.${outcome}`));
  };

  return {
    failure,
    forget: () => setFailure(null),
    correct: () =>
      start(() =>
        correction.mutate(
          { version, fields: verdict.changes },
          {
            onSuccess: () => {
              dispatch({ type: "saved" });
              toast({ tone: "ok", message: t("saved") });
            },
            onError: refuse,
          },
        ),
      ),
    approve: () => start(() => decision.mutate({ outcome: "approved", version }, { onSuccess: decided("approved"), onError: refuse })),
    reject: () =>
      start(() =>
        decision.mutate(
          {
            outcome: "rejected",
            version,
            codes: [...choice.codes],
            otherText: choice.codes.includes("other") ? otherTextOf(choice) : null,
            fields: editing ? verdict.changes : {},
            confirmedHits: hits.map((hit) => hit.rule),
          },
          { onSuccess: decided("rejected"), onError: refuse },
        ),
      ),
  };
}

/**
 * What the screen does with a refusal: a conflict is shown beside what was typed, anything else is said at the button. A
 * write without an answer may have been done all the same, so the case is read anew.
 */
function useRefusal(version: number, dispatch: Dispatch<CaseAct>, setFailure: (text: string | null) => void, reload: () => Promise<SubmissionDetail>, lease: CaseLease) {
  const t = useTranslations("case.writes");
  const otherText = useFailureText();
  const failureText = (error: RequestError): string => {
    if (error.isTemporary) return t("unreachable");
    if (error.status === 403) return t("forbidden");
    return error.errorCode === "facts_missing" ? t("factsMissing") : otherText(error);
  };
  const fail = (text: string) => {
    dispatch({ type: "failed" });
    setFailure(text);
  };
  const lookAgain = async () => {
    const found = await reload();
    if (found.version === version) return;
    setFailure(null);
    dispatch({ type: "refused", refusal: { reason: found.status === "pending" ? "stale_version" : "already_decided", current: undefined } });
  };

  return (error: Error) => {
    if (!(error instanceof RequestError)) return fail(t("failed"));
    if (lease.isRefused(error)) return fail(otherText(error));
    const conflict = error.status === 409 ? error.details("caseConflict") : null;
    const reason = refusalReasonOf(error.errorCode);
    if (reason) dispatch({ type: "refused", refusal: { reason, current: conflict?.current } });
    else if (error.errorCode === "rule_hit" && conflict?.hits) {
      dispatch({ type: "hit", hits: conflict.hits });
      setFailure(t("ruleHit", { codes: conflict.hits.map((hit) => hit.code).join(", ") }));
    } else {
      fail(failureText(error));
      if (error.isTemporary) void lookAgain();
    }
  };
}
