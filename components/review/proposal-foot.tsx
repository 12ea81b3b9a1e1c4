"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Proposal, SubmissionDetail } from "@/lib/contracts/submissions";
import { can, type Role } from "@/lib/kyc/roles";
import { useShownAct } from "./release-line";
import { useTakeBack } from "./use-take-back";

export interface ProposalFootProps {
  detail: SubmissionDetail;
  proposal: Proposal;
  role: Role;
  acts: Record<"confirm" | "sendBack", () => void>;
}

/** What can be done about a decision that waits for a second person: by another one, by its maker, or by nobody here. */
export function ProposalFoot({ detail: { id: submissionId, version }, proposal, role, acts }: ProposalFootProps) {
  const t = useTranslations("case.second");
  const { take } = useTakeBack();
  const mayWithdraw = proposal.isOwn && can(role, "submissions.decide");
  const act = useShownAct({ kind: "proposal", submissionId, version, until: null, takeBack: take }, mayWithdraw);
  const isSecond = !proposal.isOwn && can(role, "submissions.confirm");

  return (
    <>
      {isSecond ? (
        <>
          <Button variant="primary" onClick={acts.confirm}>
            {t("confirm")}
          </Button>
          <Button onClick={acts.sendBack}>{t("sendBack")}</Button>
        </>
      ) : null}
      {mayWithdraw ? (
        <Button shortcut="z" aria-keyshortcuts="z" onClick={() => take(act)}>
          {t("withdraw")}
        </Button>
      ) : null}
    </>
  );
}
