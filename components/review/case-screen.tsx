"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { lazy, useEffect, useReducer, useRef } from "react";
import { useLeaveGuard } from "@/components/shell/use-leave-guard";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { can } from "@/lib/kyc/roles";
import { isKept, keeperOf } from "@/lib/queries/case-lease";
import { submissionDetailOptions } from "@/lib/queries/submission-detail";
import { useLease } from "@/lib/queries/use-lease";
import { useViewer } from "@/lib/queries/use-viewer";
import { CaseBar } from "./case-bar";
import { CaseDialogs } from "./case-dialogs";
import { CaseFields } from "./case-fields";
import { CaseFoot } from "./case-foot";
import { CaseHeader } from "./case-header";
import { caseReducer, hasUnsaved, shownCase } from "./case-state";
import { verdictOf, withServerHits } from "./draft";
import { ImageViewer } from "./image-viewer";
import { forgetCase, keepCase, keptCase } from "./kept-cases";
import { useCaseActs } from "./use-case-acts";
import { mayWriteNotes } from "./may-write-notes";
import { useCaseCommands } from "./use-case-commands";
import { useCaseKeys, useEscape } from "./use-case-keys";
import { useCaseWrites } from "./use-case-writes";
import { useDraft } from "./use-draft";
import { useNextCase } from "./use-next-case";

const DraftNotice = lazy(async () => ({ default: (await import("./draft-notice")).DraftNotice }));
const LeaseNotice = lazy(async () => ({ default: (await import("./lease-notice")).LeaseNotice }));

/** The case: images on the left, fields and what happened on the right, the decision at the foot. */
export function CaseScreen({ submissionId }: { submissionId: string }) {
  const { data, dataUpdatedAt, refetch } = useSuspenseQuery(submissionDetailOptions(submissionId));
  const reload = async () => (await refetch()).data ?? data;
  return <LoadedCase newest={data} readAt={dataUpdatedAt} reload={reload} />;
}

/** The frame: below 1000 px, as at 200 % zoom, the halves stand one above the other and the page scrolls as a whole. */
const frameClass =
  "grid min-w-0 grid-rows-[48px_auto_minmax(0,1fr)_auto] max-[999px]:min-h-full min-[1000px]:h-full min-[1000px]:min-h-0 min-[1000px]:overflow-hidden";
const halvesClass = "grid min-h-0 max-[999px]:grid-cols-[minmax(0,1fr)] min-[1000px]:grid-cols-[420px_minmax(0,1fr)] min-[1200px]:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]";

interface LoadedCaseProps {
  newest: SubmissionDetail;
  readAt: number;
  reload: () => Promise<SubmissionDetail>;
}

function LoadedCase({ newest, readAt, reload }: LoadedCaseProps) {
  const t = useTranslations("case.lease.blocked");
  const { role } = useViewer();
  const [state, dispatch] = useReducer(caseReducer, newest.id, keptCase);
  const { timeZone } = newest.policy.options;
  const root = useRef<HTMLDivElement>(null);
  const mayClaim = can(role, "submissions.claim");
  const shown = shownCase(state, newest);
  const verdict = verdictOf(shown, state.draft);
  const hits = withServerHits(verdict.hits, state.serverHits);
  const isOpen = shown.status === "pending" && shown.proposal === null && can(role, "submissions.decide");
  const isWanted = newest.status === "pending" && isOpen;
  const { lease, view } = useLease(newest.id, isWanted, newest.holder);
  const blocked = isKept(view) ? t(keeperOf(view), { name: view.holder?.memberName ?? "" }) : null;
  const writes = useCaseWrites(shown, state, verdict, hits, dispatch, reload, lease);
  const keeper = useDraft(newest, state, isOpen, dispatch);
  const guard = useLeaveGuard(hasUnsaved(state), () => {
    forgetCase(newest.id);
    keeper.drop();
  });
  const next = useNextCase(shown.id, view.state === "held", guard.go);
  const acts = useCaseActs({ root, shown, newest, state, verdict, hits, writes, next, isBlocked: blocked !== null, reload, dispatch });
  useEffect(() => keepCase(newest.id, state), [newest.id, state]);

  const inDialog = state.dialog !== null || guard.isAsking;
  const isStale = !state.isWriting && (state.refusal !== null || shown !== newest);

  useCaseKeys(!inDialog, {
    ...(mayClaim ? { n: acts.next } : {}),
    "?": acts.keys,
    m: acts.note,
    ...(isOpen && blocked === null && !state.editing ? { a: acts.approve, r: acts.reject, e: acts.edit, q: acts.ask } : {}),
  });
  useCaseCommands({ acts, isOpen, mayClaim, mayNote: mayWriteNotes(role, shown), blocked, editing: state.editing });
  useEscape(state.editing && !inDialog, acts.cancelEdit);

  return (
    <div ref={root} data-page="case" className={frameClass}>
      <CaseBar next={isOpen && mayClaim ? { go: acts.next, isPending: next.isPending } : null} />
      <CaseHeader detail={shown} readAt={readAt} />
      <div className={halvesClass}>
        <ImageViewer detail={shown} keysEnabled={!inDialog} />
        <CaseFields
          shown={shown}
          newest={newest}
          state={state}
          verdict={verdict}
          hits={hits}
          isOpen={isOpen}
          isStale={isStale}
          failure={writes.failure}
          blocked={blocked}
          notice={
            <>
              {blocked === null ? null : <LeaseNotice view={view} lease={lease} role={role} timeZone={timeZone} hasUnsaved={hasUnsaved(state)} />}
              {state.restored ? <DraftNotice restored={state.restored} newest={newest} onDiscard={() => dispatch({ type: "discarded" })} /> : null}
            </>
          }
          acts={acts}
          onType={(field, text) => dispatch({ type: "typed", field, text })}
        />
      </div>
      <CaseFoot detail={shown} readAt={readAt} role={role} editing={state.editing} blocked={blocked} acts={acts} leaveFor={guard.go} />
      <CaseDialogs shown={shown} state={state} verdict={verdict} hits={hits} writes={writes} acts={acts} guard={guard} lease={lease.ref} dispatch={dispatch} />
      {next.ahead === null ? null : <Link href={`/submissions/${next.ahead}`} prefetch aria-hidden="true" tabIndex={-1} className="sr-only" />}
    </div>
  );
}
