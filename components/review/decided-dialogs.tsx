"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef, type ReactNode } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { isOwnWords, OwnWords } from "./own-words";
import { ProposedFields } from "./proposal-panel";
import { ToldCodes } from "./told-codes";
import type { DecidedWrites } from "./use-decided-writes";
import { WritingNote } from "./writing-note";

export interface DecidedDialogProps {
  detail: SubmissionDetail;
  writes: DecidedWrites;
  isWriting: boolean;
  /** What is typed stays when the dialog is closed. */
  text: string;
  onType: (text: string) => void;
  onClose: () => void;
}

const nameOf = ({ fullName, email, id }: SubmissionDetail) => fullName ?? email ?? id;

/** Null while nothing failed: an empty notice would still be drawn. */
function useFailureNotice({ failure, otherCase: other }: DecidedWrites): ReactNode {
  const t = useTranslations("case.reopen");
  if (failure === null) return null;
  return (
    <Notice tone="danger" role="alert" actions={other === null ? undefined : <Link href={`/submissions/${other}`} className={buttonClass("secondary", "small")}>{t("showOther")}</Link>}>
      {failure}
    </Notice>
  );
}

/** Shows what is proposed, and what the applicant will read, before it is decided. */
export function ConfirmProposalDialog({ detail, writes, isWriting, onClose }: DecidedDialogProps) {
  const t = useTranslations("case.second");
  const common = useTranslations("common");
  const button = useRef<HTMLButtonElement>(null);
  const notice = useFailureNotice(writes);
  const { proposal } = detail;
  if (proposal === null) return null;

  return (
    <Dialog
      open
      busy={isWriting}
      onClose={onClose}
      title={t(`confirmTitle.${proposal.outcome}`, { name: nameOf(detail) })}
      description={t("confirmText", { name: proposal.makerName })}
      initialFocus={button}
      notice={notice}
      footer={
        <>
          <WritingNote isWriting={isWriting} className="flex-1" />
          <Button shortcut="Esc" inactive={isWriting} onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button ref={button} variant={proposal.outcome === "rejected" ? "danger" : "primary"} shortcut="Enter" inactive={isWriting} onClick={writes.confirm}>
            {t(`confirmButton.${proposal.outcome}`)}
          </Button>
        </>
      }
    >
      <div className="p-4">
        <ProposedFields proposal={proposal} />
        <h3 className="font-semibold">{proposal.codes.length > 0 ? t("willRead") : t("willReadNothing")}</h3>
        <ToldCodes codes={proposal.codes} comments={proposal.comments} />
      </div>
    </Dialog>
  );
}

interface WordsDialogProps extends DecidedDialogProps {
  words: Record<"title" | "text" | "label" | "hint" | "button", string>;
  onSend: () => void;
}

function WordsDialog({ words, writes, isWriting, text, onType, onSend, onClose }: WordsDialogProps) {
  const common = useTranslations("common");
  const area = useRef<HTMLTextAreaElement>(null);
  const notice = useFailureNotice(writes);
  const isReady = isOwnWords(text) && !isWriting;
  return (
    <Dialog
      open
      busy={isWriting}
      onClose={onClose}
      title={words.title}
      description={words.text}
      initialFocus={area}
      notice={notice}
      footer={
        <>
          <WritingNote isWriting={isWriting} className="flex-1" />
          <Button shortcut="Esc" inactive={isWriting} onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button variant="primary" inactive={!isReady} onClick={onSend}>
            {words.button}
          </Button>
        </>
      }
    >
      <div className="p-4">
        <OwnWords label={words.label} hint={words.hint} text={text} readOnly={isWriting} inputRef={area} onType={onType} />
      </div>
    </Dialog>
  );
}

/** Asks what its maker is to look at again. */
export function SendBackDialog(props: DecidedDialogProps) {
  const t = useTranslations("case.second");
  const name = props.detail.proposal?.makerName ?? "";
  const words = { title: t("sendBackTitle", { name }), text: t("sendBackText"), label: t("note"), hint: t("noteHint"), button: t("sendBackButton") };
  return <WordsDialog {...props} words={words} onSend={() => props.writes.sendBack(props.text.trim())} />;
}

/** Asks why a decision that the applicant knows does not stand. */
export function ReopenDialog(props: DecidedDialogProps) {
  const t = useTranslations("case.reopen");
  const words = { title: t("title", { name: nameOf(props.detail) }), text: t("text"), label: t("reason"), hint: t("hint"), button: t("button") };
  return <WordsDialog {...props} words={words} onSend={() => props.writes.reopen(props.text.trim())} />;
}
