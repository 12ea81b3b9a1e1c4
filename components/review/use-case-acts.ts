"use client";

import type { Dispatch, FormEvent, RefObject } from "react";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import type { FieldName } from "@/lib/kyc/fields";
import { compareFields } from "@/lib/kyc/review/compare";
import type { CaseAct, CaseState } from "./case-state";
import { isTouched, type HitComment, type Verdict } from "./draft";
import { inputId } from "./field-text";
import { noteInputId } from "./note-input-id";
import type { CaseWrites } from "./use-case-writes";
import type { NextCase } from "./use-next-case";

export interface CaseActsInput {
  root: RefObject<HTMLElement | null>;
  shown: SubmissionDetail;
  newest: SubmissionDetail;
  state: CaseState;
  verdict: Verdict;
  hits: readonly HitComment[];
  writes: CaseWrites;
  next: Pick<NextCase, "go" | "skip">;
  /** Another page works on the case. */
  isBlocked: boolean;
  reload: () => Promise<SubmissionDetail>;
  dispatch: Dispatch<CaseAct>;
}

/** What a button or a key of the case does. */
export function useCaseActs({ root, shown, newest, state, verdict, hits, writes, next, isBlocked, reload, dispatch }: CaseActsInput) {
  const focusField = (field: FieldName) => root.current?.querySelector<HTMLElement>(`#${inputId(field)}`)?.focus();
  const reject = () => dispatch({ type: "reject", detail: shown });
  const cancelEdit = () => {
    if (state.isWriting) return;
    writes.forget();
    dispatch({ type: "editCancelled" });
  };

  return {
    approve: () => dispatch({ type: "approve", detail: shown }),
    reject,
    confirm: () => dispatch({ type: "confirm", detail: shown }),
    sendBack: () => dispatch({ type: "sendBack", detail: shown }),
    reopen: () => dispatch({ type: "reopen", detail: shown }),
    ask: () => dispatch({ type: "ask", detail: shown }),
    edit: () => dispatch({ type: "edit", detail: shown }),
    next: () => {
      if (!state.isWriting) void next.go();
    },
    skip: () => {
      if (!state.isWriting) void next.skip();
    },
    keys: () => dispatch({ type: "keys" }),
    note: () => root.current?.querySelector<HTMLElement>(`#${noteInputId}`)?.focus(),
    cancelEdit,
    save: (event?: FormEvent) => {
      event?.preventDefault();
      if (state.isWriting || isBlocked) return;
      const wrong = compareFields(shown).find((row) => verdict.errors.some((error) => error.path === row.field));
      if (wrong) {
        dispatch({ type: "errorsShown" });
        focusField(wrong.field);
      } else if (hits.length > 0) reject();
      else if (isTouched(verdict)) writes.correct();
      else cancelEdit();
    },
    load: async () => dispatch({ type: "acknowledged", detail: shown === newest ? await reload() : newest }),
  };
}

export type CaseActs = ReturnType<typeof useCaseActs>;
