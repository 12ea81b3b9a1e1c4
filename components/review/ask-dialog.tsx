"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, type RefObject } from "react";
import { useFailureText } from "@/components/shell/use-failure-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useToast } from "@/components/ui/toast";
import type { LeaseRef } from "@/lib/contracts/leases";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { isAgentCode, type AgentCode } from "@/lib/kyc/codes/reject-comments";
import { imageKinds, resubmissionKinds } from "@/lib/kyc/images";
import { codesFor } from "@/lib/kyc/review/resubmission";
import { useRequestResubmission } from "@/lib/queries/use-resubmission";
import { askList, type Asking } from "./asking";
import { problemOf, toggled } from "./picker-list";
import { PickerPreview } from "./picker-preview";
import { PickerRows } from "./picker-rows";
import { OtherText } from "./other-text";
import { otherTextOf } from "./choice";
import { usePickerKeys } from "./use-picker-keys";
import { WritingNote } from "./writing-note";

export interface AskDialogProps {
  detail: SubmissionDetail;
  lease: () => Promise<LeaseRef>;
  asking: Asking;
  onAsking: (asking: Asking) => void;
  onClose: () => void;
}

/** Chooses which image the applicant is to send again and what they will be told. Cancelling forgets nothing. */
export function AskDialog({ detail, lease, asking, onAsking, onClose }: AskDialogProps) {
  const t = useTranslations("ask");
  const picker = useTranslations("picker");
  const { kind, choice } = asking;
  const ask = useRequestResubmission(detail.id, lease);
  const toast = useToast();
  const failureText = useFailureText();
  const [told, setTold] = useState(false);
  const first = useRef<HTMLSelectElement>(null);
  const firstCode = useRef<HTMLInputElement>(null);
  const noSearch = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);

  const list = askList(kind);
  const problem = problemOf([], choice, imageKinds);
  const failure = told && problem !== null ? picker(`problems.${problem}`) : ask.error ? failureText(ask.error) : null;
  const isWriting = ask.isPending;
  const close = () => {
    if (!isWriting) onClose();
  };
  const toggle = (code: AgentCode) => {
    if (isWriting) return;
    const next = toggled(choice, code);
    setTold(false);
    onAsking({ ...asking, choice: next });
    if (code === "other" && next.codes.includes("other")) requestAnimationFrame(() => body.current?.querySelector("textarea")?.focus());
  };
  const confirm = () => {
    if (isWriting) return;
    setTold(true);
    if (problem !== null) return;
    const otherText = choice.codes.includes("other") ? otherTextOf(choice) : null;
    const done = () => {
      toast({ tone: "ok", message: t("done") });
      onClose();
    };
    ask.mutate({ version: detail.version, kind, codes: [...choice.codes], otherText }, { onSuccess: done });
  };
  const press = usePickerKeys({ list, search: noSearch, body, toggle, confirm });

  return (
    <div onKeyDown={press} className="contents">
      <Dialog
        open
        busy={isWriting}
        width="wide"
        onClose={close}
        title={t("title")}
        description={t("text")}
        initialFocus={first}
        header={<KindChoice inputRef={first} kind={kind} readOnly={isWriting} onKind={(next) => onAsking({ kind: next, choice: { ...choice, codes: choice.codes.filter((code) => codesFor(next).includes(code)) } })} />}
        notice={failure === null ? null : <Notice tone="danger" role="alert">{failure}</Notice>}
        footer={<Foot isWriting={isWriting} onClose={close} onConfirm={confirm} />}
      >
        <div ref={body} className="grid min-h-80 min-[920px]:grid-cols-[minmax(0,552px)_minmax(0,1fr)]">
          <PickerRows
            list={list}
            fixed={[]}
            fixedReason=""
            chosen={choice.codes.filter(isAgentCode)}
            onToggle={toggle}
            firstRef={firstCode}
            otherText={
              <OtherText choice={choice} readOnly={isWriting} problem={told ? problem : null} onChoose={(next) => onAsking({ ...asking, choice: next })} />
            }
          />
          <PickerPreview email={detail.email} fixed={[]} choice={choice} />
        </div>
      </Dialog>
    </div>
  );
}

function Foot({ isWriting, onClose, onConfirm }: { isWriting: boolean; onClose: () => void; onConfirm: () => void }) {
  const t = useTranslations("ask");
  const common = useTranslations("common");
  return (
    <>
      <WritingNote isWriting={isWriting} className="flex-1" />
      <Button shortcut="Esc" inactive={isWriting} onClick={onClose}>
        {common("cancel")}
      </Button>
      <Button variant="primary" shortcut="Ctrl Enter" inactive={isWriting} onClick={onConfirm}>
        {t("confirm")}
      </Button>
    </>
  );
}

interface KindChoiceProps {
  inputRef: RefObject<HTMLSelectElement | null>;
  kind: Asking["kind"];
  readOnly: boolean;
  onKind: (kind: Asking["kind"]) => void;
}

function KindChoice({ inputRef, kind, readOnly, onKind }: KindChoiceProps) {
  const t = useTranslations("ask");
  return (
    <label className="flex items-center gap-2">
      <span className="whitespace-nowrap text-text-2">{t("image")}</span>
      <Select
        ref={inputRef}
        value={kind}
        disabled={readOnly}
        onChange={(event) => {
          const chosen = resubmissionKinds.find((known) => known === event.target.value);
          if (chosen) onKind(chosen);
        }}
      >
        {resubmissionKinds.map((each) => (
          <option key={each} value={each}>
            {t(`kinds.${each}`)}
          </option>
        ))}
      </Select>
    </label>
  );
}
