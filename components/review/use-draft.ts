"use client";

import { useEffect, useEffectEvent, useRef, useState, type Dispatch } from "react";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { createDraftKeeper, findDraft, type DraftKeeper } from "@/lib/queries/drafts";
import { hasUnsaved, type CaseAct, type CaseState } from "./case-state";

/**
 * Keeps what is typed on the server, and puts back what a page that is gone has left there. What is typed already in
 * this page is never replaced.
 */
export function useDraft(newest: SubmissionDetail, state: CaseState, isWanted: boolean, dispatch: Dispatch<CaseAct>): DraftKeeper {
  const [keeper] = useState(() => createDraftKeeper(newest.id));
  const { draft, choice, base } = state;
  const isUnsaved = hasUnsaved(state);
  const version = (base ?? newest).version;

  const restore = useEffectEvent(async () => {
    if (isUnsaved) return keeper.found();
    const kept = await findDraft(newest.id).catch(() => null);
    if (kept === null) return;
    keeper.found();
    dispatch({ type: "restored", kept, detail: newest });
  });
  useEffect(() => {
    if (isWanted) void restore();
  }, [isWanted]);

  useEffect(() => {
    if (isUnsaved && isWanted) keeper.keep({ version, fields: draft, choice: { codes: [...choice.codes], otherText: choice.otherText } });
  }, [choice, draft, isUnsaved, isWanted, keeper, version]);
  // What became nothing is dropped; a page that opens with nothing has not looked yet.
  const wasUnsaved = useRef(isUnsaved);
  useEffect(() => {
    if (wasUnsaved.current && !isUnsaved) keeper.drop();
    wasUnsaved.current = isUnsaved;
  }, [isUnsaved, keeper]);

  useEffect(() => {
    window.addEventListener("pagehide", keeper.flush);
    return () => {
      window.removeEventListener("pagehide", keeper.flush);
      keeper.flush();
    };
  }, [keeper]);
  return keeper;
}
