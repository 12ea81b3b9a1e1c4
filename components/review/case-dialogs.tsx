"use client";

import type { Dispatch } from "react";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { ApproveDialog } from "./approve-dialog";
import type { CaseAct, CaseState } from "./case-state";
import type { HitComment, Verdict } from "./draft";
import { KeysDialog } from "./keys-dialog";
import { LeaveDialog } from "./leave-dialog";
import { RejectPicker } from "./reject-picker";
import type { CaseWrites } from "./use-case-writes";
import type { LeaveGuard } from "./use-leave-guard";

export interface CaseDialogsProps {
  shown: SubmissionDetail;
  state: CaseState;
  verdict: Verdict;
  hits: readonly HitComment[];
  writes: CaseWrites;
  acts: Record<"edit" | "reject", () => void>;
  guard: LeaveGuard;
  dispatch: Dispatch<CaseAct>;
}

/** At most one of them is open. */
export function CaseDialogs({ shown, state, verdict, hits, writes, acts, guard, dispatch }: CaseDialogsProps) {
  const { failure, isPending } = writes;
  const close = () => {
    writes.forget();
    dispatch({ type: "dialogClosed" });
  };

  return (
    <>
      <ApproveDialog
        open={state.dialog === "approve"}
        detail={shown}
        verdict={verdict}
        hits={hits}
        failure={failure}
        isPending={isPending}
        onConfirm={writes.approve}
        onEdit={acts.edit}
        onReject={acts.reject}
        onClose={close}
      />
      {state.dialog === "reject" ? (
        <RejectPicker
          detail={shown}
          verdict={verdict}
          fixed={hits}
          choice={state.choice}
          onChoose={(choice) => dispatch({ type: "chosen", choice })}
          failure={failure}
          isPending={isPending}
          onConfirm={writes.reject}
          onClose={close}
        />
      ) : null}
      <KeysDialog open={state.dialog === "keys"} onClose={close} />
      <LeaveDialog open={guard.asking !== null} onStay={guard.stay} onLeave={guard.leave} />
    </>
  );
}
