"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, type RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useFailureText } from "@/components/shell/use-failure-text";
import { formatInstant } from "@/lib/i18n/instant";
import { can, type Role } from "@/lib/kyc/roles";
import { keeperOf, type CaseLease, type LeaseView } from "@/lib/queries/case-lease";
import { isOwnWords, OwnWords } from "./own-words";

export interface LeaseNoticeProps {
  view: LeaseView;
  lease: CaseLease;
  role: Role;
  timeZone: string;
  /** Something is typed that is not saved. */
  hasUnsaved: boolean;
}

/** Says who works on the case, or that this page does not any more, and what can be done about it. */
export function LeaseNotice({ view, lease, role, timeZone, hasUnsaved }: LeaseNoticeProps) {
  const t = useTranslations("case.lease");
  const { holder } = view;
  const failureText = useFailureText();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  const attempt = async (taking: Promise<unknown>) => {
    setFailure(null);
    await taking.then(
      () => setAsking(false),
      (error: Error) => setFailure(failureText(error)),
    );
  };
  const values = { name: holder?.memberName ?? "", since: holder === null ? "" : formatInstant(holder.claimedAt, timeZone) };
  const who = keeperOf(view);
  const mayTakeOver = who === "other" && can(role, "submissions.take_over");

  return (
    <Notice
      role={view.state === "lost" ? "alert" : "status"}
      tone={view.state === "lost" ? "warn" : "info"}
      className="mx-4 my-2"
      actions={
        who === "nobody" ? (
          <Button size="small" onClick={() => void attempt(lease.take())}>
            {t("take")}
          </Button>
        ) : who === "own" ? (
          <Button size="small" onClick={() => void attempt(lease.takeOver(null))}>
            {t("takeHere")}
          </Button>
        ) : mayTakeOver ? (
          <Button ref={button} size="small" onClick={() => setAsking(true)}>
            {t("takeOver")}
          </Button>
        ) : null
      }
    >
      <p className="font-medium">{t(`${view.state === "lost" ? "lost" : "elsewhere"}.${who}`, values)}</p>
      <p className="text-text-2">{view.state === "lost" && hasUnsaved ? t("kept") : t("readable")}</p>
      {failure !== null && !isAsking ? (
        <p role="alert" className="text-danger">
          {failure}
        </p>
      ) : null}
      {isAsking ? <TakeOverDialog name={values.name} failure={failure} onClose={() => setAsking(false)} onSend={(reason) => attempt(lease.takeOver(reason))} /> : null}
    </Notice>
  );
}

interface TakeOverDialogProps {
  name: string;
  failure: string | null;
  onClose: () => void;
  onSend: (reason: string) => Promise<void>;
}

/** Asks why a case is taken from the person who works on it. */
function TakeOverDialog({ name, failure, onClose, onSend }: TakeOverDialogProps) {
  const t = useTranslations("case.lease");
  const common = useTranslations("common");
  const area: RefObject<HTMLTextAreaElement | null> = useRef(null);
  const [text, setText] = useState("");
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    await onSend(text.trim());
    setSending(false);
  };

  return (
    <Dialog
      open
      busy={isSending}
      onClose={onClose}
      title={t("dialogTitle", { name })}
      description={t("dialogText")}
      initialFocus={area}
      notice={failure === null ? null : <Notice tone="danger" role="alert">{failure}</Notice>}
      footer={
        <>
          <Button shortcut="Esc" inactive={isSending} onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button variant="primary" inactive={!isOwnWords(text) || isSending} onClick={() => void send()}>
            {t("dialogButton")}
          </Button>
        </>
      }
    >
      <div className="p-4">
        <OwnWords label={t("reason")} hint={t("reasonHint")} text={text} readOnly={isSending} inputRef={area} onType={setText} />
      </div>
    </Dialog>
  );
}
