"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useRef, type FormEvent, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import type { FieldName } from "@/lib/kyc/fields";
import type { CaseState } from "./case-state";
import { DecisionPanel } from "./decision-panel";
import type { HitComment, Verdict } from "./draft";
import { FieldTable } from "./field-table";
import { VerdictPanel } from "./verdict-panel";
import { WritingNote } from "./writing-note";

/** The server draws it; the browser needs it alive after the fields. */
const CaseHistory = lazy(async () => ({ default: (await import("./case-history")).CaseHistory }));
const ProposalPanel = lazy(async () => ({ default: (await import("./proposal-panel")).ProposalPanel }));
const ResubmissionNotice = lazy(async () => ({ default: (await import("./resubmission-notice")).ResubmissionNotice }));
const ConflictNotice = lazy(async () => ({ default: (await import("./conflict-notice")).ConflictNotice }));

export interface CaseFieldsProps {
  shown: SubmissionDetail;
  newest: SubmissionDetail;
  state: CaseState;
  verdict: Verdict;
  hits: readonly HitComment[];
  /** It can be decided by this person. */
  isOpen: boolean;
  isStale: boolean;
  /** Why the last write failed. */
  failure: string | null;
  /** Why this page cannot write to it, shortly and at length. */
  blocked: string | null;
  notice: ReactNode;
  acts: { save: (event?: FormEvent) => void; cancelEdit: () => void; load: () => void };
  onType: (field: FieldName, text: string) => void;
}

/** The right half: what was decided or changed, the fields with the verdict, and what happened before. */
export function CaseFields({ shown, newest, state, verdict, hits, isOpen, isStale, failure, blocked, notice, acts, onType }: CaseFieldsProps) {
  const t = useTranslations("case");
  const { editing, draft, showErrors, isWriting } = state;
  const timeZone = shown.policy.options.timeZone;
  const isFlagged = isOpen && (hits.length > 0 || verdict.missing.length > 0);

  const section = useRef<HTMLElement>(null);
  const wasStale = useRef(isStale);

  // The button that loaded the new state is gone with its notice.
  useEffect(() => {
    if (wasStale.current && !isStale && document.activeElement === document.body) section.current?.focus();
    wasStale.current = isStale;
  }, [isStale]);

  // A select swallows Enter; in this form it saves from every field.
  const pressEnter = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };

  const table = (
    <FieldTable
      detail={shown}
      edit={editing ? { draft, errors: verdict.errors, showErrors, readOnly: isWriting, onType } : null}
      verdict={
        editing || isFlagged ? (
          <VerdictBox danger={hits.length > 0}>
            <VerdictPanel detail={shown} verdict={verdict} hits={hits} editing={editing} />
            {editing ? <EditActs isHit={hits.length > 0} isWriting={isWriting} blocked={blocked} failure={failure} onCancel={acts.cancelEdit} /> : null}
          </VerdictBox>
        ) : null
      }
    />
  );

  return (
    <section
      ref={section}
      aria-label={t("fieldsLabel")}
      tabIndex={0}
      className="flex min-h-0 min-w-0 flex-col focus-visible:-outline-offset-2 min-[1000px]:overflow-x-hidden min-[1000px]:overflow-y-auto"
    >
      <Suspense>{notice}</Suspense>
      <Suspense>{isStale ? <ConflictNotice shown={shown} newest={newest} state={state} onLoad={acts.load} /> : null}</Suspense>
      <Suspense>{shown.proposal ? <ProposalPanel proposal={shown.proposal} timeZone={timeZone} /> : null}</Suspense>
      <Suspense>{shown.resubmission || (shown.resubmittedAt && shown.status === "pending") ? <ResubmissionNotice detail={shown} /> : null}</Suspense>
      {shown.decision ? <DecisionPanel decision={shown.decision} timeZone={timeZone} /> : null}
      {editing ? (
        <form noValidate aria-busy={isWriting || undefined} onSubmit={acts.save} onKeyDown={pressEnter}>
          {table}
        </form>
      ) : (
        table
      )}
      <div className="grid flex-1 content-start min-[1200px]:grid-cols-2 min-[1200px]:content-stretch">
        <Suspense>
          <CaseHistory detail={shown} />
        </Suspense>
      </div>
    </section>
  );
}

function VerdictBox({ danger, children }: { danger: boolean; children: ReactNode }) {
  return <div className={danger ? "rounded-control border border-danger-line bg-danger-tint px-3 py-2" : "rounded-control border border-line bg-surface px-3 py-2"}>{children}</div>;
}

interface EditActsProps {
  isHit: boolean;
  isWriting: boolean;
  blocked: string | null;
  failure: string | null;
  onCancel: () => void;
}

function EditActs({ isHit, isWriting, blocked, failure, onCancel }: EditActsProps) {
  const t = useTranslations("case.edit");
  const common = useTranslations("common");
  return (
    <>
      <div className="mt-2 flex min-w-0 flex-wrap items-center gap-2 pl-6">
        <Button type="submit" variant={isHit ? "danger" : "primary"} shortcut="Enter" inactive={isWriting || blocked !== null} title={blocked ?? undefined}>
          {isHit ? t("saveAndReject") : t("save")}
        </Button>
        <Button shortcut="Esc" inactive={isWriting} onClick={onCancel}>
          {common("cancel")}
        </Button>
        <WritingNote isWriting={isWriting} />
        {isHit && !isWriting ? (
          <span className="truncate text-small text-text-3" title={t("nothingWritten")}>
            {t("nothingWritten")}
          </span>
        ) : null}
      </div>
      {failure === null ? null : (
        <Notice tone="danger" role="alert" className="mt-2">
          {failure}
        </Notice>
      )}
    </>
  );
}
