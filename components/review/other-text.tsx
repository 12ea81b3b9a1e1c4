"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useId, useRef } from "react";
import { Input } from "@/components/ui/input";
import { TextArea } from "@/components/ui/text-area";
import { countCharacters, otherTextLimit } from "@/lib/kyc/codes/reject-comments";
import { draftOf } from "@/lib/kyc/codes/text-template";
import { holesOf, otherTextOf, type Choice } from "./choice";
import type { problemOf } from "./picker-list";

const TemplateMenu = lazy(async () => ({ default: (await import("./template-menu")).TemplateMenu }));

export interface OtherTextProps {
  choice: Choice;
  readOnly: boolean;
  /** What is told of the choice. */
  problem: ReturnType<typeof problemOf>;
  onChoose: (choice: Choice) => void;
}

/** The agent's own words, as the applicant will read them; a template comes in at the caret, its placeholders as fields. */
export function OtherText({ choice, readOnly, problem, onChoose }: OtherTextProps) {
  const t = useTranslations("picker");
  const root = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const count = countCharacters(otherTextOf(choice).trim());
  const isWrong = problem !== null && problem !== "no_code" && problem !== "other_text_unfilled";

  const insert = (body: string) => {
    const { text, placeholders } = draftOf(body);
    const { selectionStart: start, selectionEnd: end } = input.current ?? { selectionStart: 0, selectionEnd: 0 };
    const blank = Object.fromEntries(placeholders.map((name) => [name, ""]));
    onChoose({ ...choice, otherText: choice.otherText.slice(0, start) + text + choice.otherText.slice(end), holes: { ...blank, ...choice.holes } });
    // The fields stand there once the text does.
    requestAnimationFrame(() => (root.current?.querySelector<HTMLElement>("[data-unfilled]") ?? input.current)?.focus());
  };

  return (
    <div ref={root} className="grid gap-1 py-1 pr-2 pl-[52px]">
      <TextArea
        ref={input}
        value={choice.otherText}
        readOnly={readOnly}
        onChange={(event) => onChoose({ ...choice, otherText: event.target.value })}
        aria-label={t("otherLabel")}
        aria-describedby="picker-other-count"
        aria-invalid={isWrong || count > otherTextLimit ? true : undefined}
        aria-required="true"
        dir="auto"
        className="block h-[68px]"
      />
      <p id="picker-other-count" className="flex justify-between gap-2 text-small text-text-3">
        <span>{t("otherHint")}</span>
        <span className={count > otherTextLimit ? "text-danger" : undefined}>{t("otherCount", { count, limit: otherTextLimit })}</span>
      </p>
      <Holes choice={choice} readOnly={readOnly} isTold={problem === "other_text_unfilled"} onChoose={onChoose} />
      <Suspense fallback={<div className="h-6" />}>{readOnly ? null : <TemplateMenu onInsert={insert} />}</Suspense>
    </div>
  );
}

interface HolesProps {
  choice: Choice;
  readOnly: boolean;
  isTold: boolean;
  onChoose: (choice: Choice) => void;
}

/** A field a placeholder that stands in the text. */
function Holes({ choice, readOnly, isTold, onChoose }: HolesProps) {
  const t = useTranslations("picker.templates");
  const id = useId();
  const names = holesOf(choice);
  if (names.length === 0) return null;
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-small font-medium text-text-3">{t("holes")}</legend>
      {names.map((name, index) => {
        const value = choice.holes?.[name] ?? "";
        const isBlank = value.trim() === "";
        return (
          <span key={name} className="grid grid-cols-[minmax(0,160px)_minmax(0,1fr)] items-center gap-2">
            <label htmlFor={`${id}-${index.toString()}`} className="truncate" title={name}>
              {name}
            </label>
            <Input
              id={`${id}-${index.toString()}`}
              value={value}
              readOnly={readOnly}
              data-unfilled={isBlank || undefined}
              aria-required="true"
              aria-invalid={isTold && isBlank ? true : undefined}
              dir="auto"
              autoComplete="off"
              onChange={(event) => onChoose({ ...choice, holes: { ...choice.holes, [name]: event.target.value } })}
            />
          </span>
        );
      })}
    </fieldset>
  );
}
