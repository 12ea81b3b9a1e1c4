"use client";

import { lazy, Suspense, useEffect, useState, type Dispatch } from "react";
import type { LeaveGuard } from "@/components/shell/use-leave-guard";
import type { LeaseRef } from "@/lib/contracts/leases";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import type { Asking } from "./asking";
import type { CaseAct, CaseState } from "./case-state";
import { noChoice } from "./choice";
import type { HitComment, Verdict } from "./draft";
import { useDecidedWrites } from "./use-decided-writes";
import type { CaseWrites } from "./use-case-writes";
import { whenIdle } from "./when-idle";

const ApproveDialog = lazy(async () => ({ default: (await import("./approve-dialog")).ApproveDialog }));
const RejectPicker = lazy(async () => ({ default: (await import("./reject-picker")).RejectPicker }));
const AskDialog = lazy(async () => ({ default: (await import("./ask-dialog")).AskDialog }));
const KeysDialog = lazy(async () => ({ default: (await import("./keys-dialog")).KeysDialog }));
const decidedDialogs = () => import("./decided-dialogs");
const ConfirmProposalDialog = lazy(async () => ({ default: (await decidedDialogs()).ConfirmProposalDialog }));
const SendBackDialog = lazy(async () => ({ default: (await decidedDialogs()).SendBackDialog }));
const ReopenDialog = lazy(async () => ({ default: (await decidedDialogs()).ReopenDialog }));
const LeaveDialog = lazy(async () => ({ default: (await import("@/components/shell/leave-dialog")).LeaveDialog }));

/** What is on screen at first needs none of it: it comes once the page stands, well before a key asks for it. */
const fetchAll = () =>
  void Promise.allSettled([
    import("./approve-dialog"),
    import("./reject-picker"),
    import("./ask-dialog"),
    import("./field-input"),
    import("./conflict-notice"),
    import("./lease-notice"),
    import("./draft-notice"),
    import("@/components/shell/none-free"),
    import("./address-note"),
    import("./note-composer"),
    import("./template-menu"),
    import("./keys-dialog"),
    decidedDialogs(),
    import("./release-line"),
    import("./proposal-foot"),
    import("@/components/shell/leave-dialog"),
  ]);

export interface CaseDialogsProps {
  shown: SubmissionDetail;
  state: CaseState;
  verdict: Verdict;
  hits: readonly HitComment[];
  writes: CaseWrites;
  acts: Record<"edit" | "reject", () => void>;
  guard: LeaveGuard;
  /** What a write brings with it. */
  lease: () => Promise<LeaseRef>;
  dispatch: Dispatch<CaseAct>;
}

/** At most one of them is open. */
export function CaseDialogs({ shown, state, verdict, hits, writes, acts, guard, lease, dispatch }: CaseDialogsProps) {
  const decided = useDecidedWrites(shown, state, dispatch);
  const [ownWords, setOwnWords] = useState("");
  // Cancelling forgets nothing.
  const [asking, setAsking] = useState<Asking>({ kind: "idImage", choice: noChoice });
  useEffect(() => whenIdle(fetchAll), []);
  const close = () => {
    if (state.isWriting) return;
    writes.forget();
    decided.forget();
    dispatch({ type: "dialogClosed" });
  };
  const shared = { detail: shown, verdict, failure: writes.failure, isWriting: state.isWriting, onClose: close };
  const about = { detail: shown, writes: decided, isWriting: state.isWriting, text: ownWords, onType: setOwnWords, onClose: close };

  return (
    <Suspense>
      {state.dialog === "approve" ? (
        <ApproveDialog {...shared} hits={hits} onConfirm={writes.approve} onEdit={acts.edit} onReject={acts.reject} />
      ) : null}
      {state.dialog === "reject" ? (
        <RejectPicker {...shared} fixed={hits} choice={state.choice} onChoose={(choice) => dispatch({ type: "chosen", choice })} onConfirm={writes.reject} />
      ) : null}
      {state.dialog === "confirm" ? <ConfirmProposalDialog {...about} /> : null}
      {state.dialog === "sendBack" ? <SendBackDialog {...about} /> : null}
      {state.dialog === "reopen" ? <ReopenDialog {...about} /> : null}
      {state.dialog === "ask" ? <AskDialog detail={shown} lease={lease} asking={asking} onAsking={setAsking} onClose={close} /> : null}
      {state.dialog === "keys" ? <KeysDialog onClose={close} /> : null}
      {guard.isAsking ? <LeaveDialog guard={guard} /> : null}
    </Suspense>
  );
}
