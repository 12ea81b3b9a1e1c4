"use client";

import { useTranslations } from "next-intl";
import { useState, type Dispatch } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { useToast } from "@/components/ui/toast";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { RequestError } from "@/lib/queries/fetch-json";
import { useCorrectFields } from "@/lib/queries/use-correct-fields";
import { useRecordDecision } from "@/lib/queries/use-record-decision";
import { overtakenReasons, type CaseAct, type CaseState } from "./case-state";
import type { HitComment, Verdict } from "./draft";

export interface CaseWrites {
  correct: () => void;
  approve: () => void;
  reject: () => void;
  isPending: boolean;
  /** Why the last write failed, other than by what another did meanwhile. */
  failure: string | null;
  forget: () => void;
}

/** The three writes of a case, and what becomes of the screen when the server refuses one. Nothing typed is dropped. */
export function useCaseWrites(
  shown: SubmissionDetail,
  { choice, editing }: CaseState,
  verdict: Verdict,
  hits: readonly HitComment[],
  dispatch: Dispatch<CaseAct>,
): CaseWrites {
  const t = useTranslations("case.writes");
  const toast = useToast();
  const correction = useCorrectFields(shown.id);
  const decision = useRecordDecision(shown.id);
  const [failure, setFailure] = useState<string | null>(null);
  const isPending = correction.isPending || decision.isPending;
  const { version } = shown;

  const refuse = useRefusal(dispatch, setFailure);
  const start = (write: () => void) => {
    if (isPending) return;
    setFailure(null);
    write();
  };
  const decided = (outcome: "approved" | "rejected") => {
    dispatch({ type: "decided" });
    toast({ tone: "ok", message: t(outcome) });
  };

  return {
    isPending,
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
    approve: () => start(() => decision.mutate({ outcome: "approved", version }, { onSuccess: () => decided("approved"), onError: refuse })),
    reject: () =>
      start(() =>
        decision.mutate(
          {
            outcome: "rejected",
            version,
            codes: [...choice.codes],
            otherText: choice.codes.includes("other") ? choice.otherText : null,
            fields: editing ? verdict.changes : {},
            confirmedHits: hits.map((hit) => hit.rule),
          },
          { onSuccess: () => decided("rejected"), onError: refuse },
        ),
      ),
  };
}

/** What the screen does with a refusal: a conflict is shown beside what was typed, anything else is said at the button. */
function useRefusal(dispatch: Dispatch<CaseAct>, setFailure: (text: string) => void) {
  const t = useTranslations("case.writes");
  const otherText = useFailureText();
  const failureText = (error: RequestError): string => {
    if (error.status === 0 || error.status >= 500) return t("unreachable");
    if (error.status === 403) return t("forbidden");
    return error.errorCode === "facts_missing" ? t("factsMissing") : otherText(error);
  };
  return (error: Error) => {
    const conflict = error instanceof RequestError && error.status === 409 ? error.details("caseConflict") : null;
    const errorCode = error instanceof RequestError ? error.errorCode : "unknown";
    const reason = overtakenReasons.find((known) => known === errorCode);
    if (reason) dispatch({ type: "refused", refusal: { reason, current: conflict?.current } });
    else if (errorCode === "rule_hit" && conflict?.hits) {
      dispatch({ type: "hit", hits: conflict.hits });
      setFailure(t("ruleHit", { codes: conflict.hits.map((hit) => hit.code).join(", ") }));
    } else setFailure(error instanceof RequestError ? failureText(error) : t("failed"));
  };
}
