"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, type RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { Kbd } from "@/components/ui/kbd";
import { controlClass } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { isAgentCode, type AgentCode } from "@/lib/kyc/codes/reject-comments";
import { isNameEditable } from "@/lib/kyc/name-script";
import { unfilledOf, type Choice } from "./choice";
import type { HitComment, Verdict } from "./draft";
import { OtherText } from "./other-text";
import { pickerList, problemOf, toggled } from "./picker-list";
import { PickerPreview } from "./picker-preview";
import { PickerRows } from "./picker-rows";
import { usePickerWords } from "./picker-words";
import { usePickerKeys } from "./use-picker-keys";
import { WritingNote } from "./writing-note";

export interface RejectPickerProps {
  detail: SubmissionDetail;
  verdict: Verdict;
  /** Codes that the rules put in; they have a lock and no tick box. */
  fixed: readonly HitComment[];
  choice: Choice;
  onChoose: (choice: Choice) => void;
  failure: string | null;
  isWriting: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Chooses what the applicant will be told. Nothing is written before it is confirmed, and cancelling forgets nothing. */
export function RejectPicker({ detail, verdict, fixed, choice, onChoose, failure, isWriting, onConfirm, onClose }: RejectPickerProps) {
  const t = useTranslations("picker");
  const common = useTranslations("common");
  const meaning = useTranslations("codes");
  const words = usePickerWords(detail, verdict, fixed);
  const [query, setQuery] = useState("");
  const [told, setTold] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);

  const images = detail.images.map((image) => image.kind);
  const list = pickerList({ images, nameEditable: isNameEditable(detail.fullName), query, meaningOf: (code) => meaning(code) });
  const problem = problemOf(fixed, choice, images);
  const text = told && problem !== null ? t(`problems.${problem}`) : failure;
  const unfilled = unfilledOf(choice);
  const count = fixed.length + choice.codes.length;

  const toggle = (code: AgentCode) => {
    if (isWriting) return;
    const next = toggled(choice, code);
    setTold(false);
    onChoose(next);
    if (code === "other" && next.codes.includes("other")) requestAnimationFrame(() => body.current?.querySelector("textarea")?.focus());
  };
  const confirm = () => {
    if (isWriting) return;
    if (problem === null) return onConfirm();
    setTold(true);
    if (problem !== "no_code") body.current?.querySelector<HTMLElement>(problem === "other_text_unfilled" ? "[data-unfilled]" : "textarea")?.focus();
  };
  const press = usePickerKeys({ list, search, body, toggle, confirm });

  return (
    <div onKeyDown={press} className="contents">
      <Dialog
        open
        busy={isWriting}
        width="wide"
        onClose={onClose}
        title={<bdi>{t("title", { name: detail.fullName ?? detail.email ?? detail.id })}</bdi>}
        description={words.description}
        initialFocus={first}
        header={<SearchBox inputRef={search} query={query} onQuery={setQuery} />}
        notice={text === null ? null : <Notice tone="danger" role="alert">{text}</Notice>}
        footer={
          <>
            <span className="min-w-0 flex-1 truncate text-small text-text-3" title={t("note")}>
              {isWriting ? null : t("note")}
              <WritingNote isWriting={isWriting} />
            </span>
            <span aria-live="polite" className="mr-2 text-text-2">
              {t("chosen", { count })}
            </span>
            <Button shortcut="Esc" inactive={isWriting} onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button variant="danger" shortcut="Ctrl Enter" inactive={isWriting} onClick={confirm}>
              <ConfirmWords unfilled={unfilled} />
            </Button>
          </>
        }
      >
        <div ref={body} className="grid min-h-80 min-[920px]:grid-cols-[minmax(0,552px)_minmax(0,1fr)]">
          <PickerRows
            list={list}
            fixed={fixed}
            fixedReason={words.fixedReason}
            chosen={choice.codes.filter(isAgentCode)}
            onToggle={toggle}
            firstRef={first}
            otherText={
              <OtherText choice={choice} readOnly={isWriting} problem={told ? problem : null} onChoose={onChoose} />
            }
          />
          <PickerPreview email={detail.email} fixed={fixed} choice={choice} />
        </div>
      </Dialog>
    </div>
  );
}

/** While a placeholder is not filled, the button says which, and leads there. */
function ConfirmWords({ unfilled }: { unfilled: readonly string[] }) {
  const t = useTranslations("picker");
  if (unfilled.length === 0) return t("confirm");
  const words = t("fillFirst", { names: unfilled.join(", ") });
  return (
    <span className="max-w-56 truncate" title={words}>
      {words}
    </span>
  );
}

function SearchBox({ inputRef, query, onQuery }: { inputRef: RefObject<HTMLInputElement | null>; query: string; onQuery: (query: string) => void }) {
  const t = useTranslations("picker");
  return (
    <label className="relative flex items-center">
      <Icon name="search" className="absolute left-2 text-text-3" />
      <input
        ref={inputRef}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        placeholder={t("search")}
        aria-label={t("search")}
        className={`${controlClass} h-8 pr-8 pl-8`}
      />
      <span aria-hidden="true" className="absolute right-2 inline-flex">
        <Kbd>/</Kbd>
      </span>
    </label>
  );
}
