"use client";

import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { IntakePanel } from "./intake-panel";
import { NotesSection } from "./notes-section";
import { PersonPanel } from "./person-panel";
import { PrecedentsPanel } from "./precedents-panel";
import { Timeline } from "./timeline";

/** What happened to the case, what members noted, what the applicant's tries brought, and who came before. */
export function CaseHistory({ detail }: { detail: SubmissionDetail }) {
  return (
    <>
      <Timeline entries={detail.timeline} timeZone={detail.policy.options.timeZone} />
      <div className="min-[1200px]:border-l min-[1200px]:border-line">
        <NotesSection detail={detail} />
        <IntakePanel detail={detail} />
        <PersonPanel detail={detail} />
        <PrecedentsPanel detail={detail} />
      </div>
    </>
  );
}
