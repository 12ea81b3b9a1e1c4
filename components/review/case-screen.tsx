"use client";

import { useQuery } from "@tanstack/react-query";
import { useReducer, useRef, type FormEvent } from "react";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { compareFields } from "@/lib/kyc/review/compare";
import { can } from "@/lib/kyc/roles";
import { submissionDetailOptions } from "@/lib/queries/submission-detail";
import { useViewer } from "@/lib/queries/use-viewer";
import { CaseBar } from "./case-bar";
import { CaseDialogs } from "./case-dialogs";
import { CaseFields } from "./case-fields";
import { CaseFoot } from "./case-foot";
import { CaseHeader } from "./case-header";
import { caseReducer, hasUnsaved, idleCase, shownCase } from "./case-state";
import { isTouched, verdictOf, withServerHits } from "./draft";
import { inputId } from "./field-input";
import { ImageViewer } from "./image-viewer";
import { useCaseKeys, useEscape } from "./use-case-keys";
import { useCaseWrites } from "./use-case-writes";
import { useLeaveGuard } from "./use-leave-guard";
import { useNextCase } from "./use-next-case";

/** The case: images on the left, fields and what happened on the right, the decision at the foot. */
export function CaseScreen({ submissionId }: { submissionId: string }) {
  const { data, dataUpdatedAt, refetch } = useQuery(submissionDetailOptions(submissionId));
  if (data === undefined) return null;
  const reload = async () => (await refetch()).data ?? data;
  return <LoadedCase newest={data} readAt={dataUpdatedAt} reload={reload} />;
}

interface LoadedCaseProps {
  newest: SubmissionDetail;
  readAt: number;
  reload: () => Promise<SubmissionDetail>;
}

function LoadedCase({ newest, readAt, reload }: LoadedCaseProps) {
  const { role } = useViewer();
  const [state, dispatch] = useReducer(caseReducer, idleCase);
  const root = useRef<HTMLDivElement>(null);
  const shown = shownCase(state, newest);
  const verdict = verdictOf(shown, state.draft);
  const hits = withServerHits(verdict.hits, state.serverHits);
  const writes = useCaseWrites(shown, state, verdict, hits, dispatch);
  const guard = useLeaveGuard(hasUnsaved(state));
  const next = useNextCase(shown.id, guard.go);

  const isOpen = shown.status === "pending" && can(role, "submissions.decide");
  const inDialog = state.dialog !== null || guard.asking !== null;
  const isStale = !writes.isPending && (state.refusal !== null || shown !== newest);

  const focusField = (field: Parameters<typeof inputId>[0]) => root.current?.querySelector<HTMLElement>(`#${inputId(field)}`)?.focus();
  const acts = {
    approve: () => dispatch({ type: "approve", detail: shown }),
    reject: () => dispatch({ type: "reject", detail: shown }),
    edit: () => {
      dispatch({ type: "edit", detail: shown });
      const [first] = compareFields(shown);
      // The inputs are there after the next paint.
      if (first) requestAnimationFrame(() => focusField(first.field));
    },
    next: () => void next.go(),
    keys: () => dispatch({ type: "keys" }),
    cancelEdit: () => {
      writes.forget();
      dispatch({ type: "editCancelled" });
    },
    save: (event?: FormEvent) => {
      event?.preventDefault();
      const [wrong] = compareFields(shown).filter((row) => verdict.errors.some((error) => error.path === row.field));
      if (wrong) {
        dispatch({ type: "errorsShown" });
        focusField(wrong.field);
      } else if (hits.length > 0) acts.reject();
      else if (isTouched(verdict)) writes.correct();
      else acts.cancelEdit();
    },
    load: async () => dispatch({ type: "acknowledged", detail: shown === newest ? await reload() : newest }),
  };

  useCaseKeys(!inDialog, {
    n: acts.next,
    "?": acts.keys,
    ...(isOpen && !state.editing ? { a: acts.approve, r: acts.reject, e: acts.edit } : {}),
  });
  useEscape(state.editing && !inDialog, acts.cancelEdit);

  return (
    <div ref={root} data-page="case" onClickCapture={guard.onClickCapture} className="grid h-full min-h-0 min-w-0 grid-rows-[48px_auto_minmax(0,1fr)_56px] overflow-hidden">
      <CaseBar next={shown.status === "pending" ? { go: acts.next, isPending: next.isPending } : null} />
      <CaseHeader detail={shown} readAt={readAt} />
      <div className="grid min-h-0 grid-cols-[420px_minmax(0,1fr)] min-[1200px]:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <ImageViewer detail={shown} keysEnabled={!inDialog} />
        <CaseFields
          shown={shown}
          newest={newest}
          state={state}
          verdict={verdict}
          hits={hits}
          isOpen={isOpen}
          isStale={isStale}
          writes={writes}
          acts={acts}
          onType={(field, text) => dispatch({ type: "typed", field, text })}
        />
      </div>
      <CaseFoot detail={shown} role={role} editing={state.editing} acts={acts} />
      <CaseDialogs shown={shown} state={state} verdict={verdict} hits={hits} writes={writes} acts={acts} guard={guard} dispatch={dispatch} />
    </div>
  );
}
