"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { countCharacters, otherTextLimit } from "@/lib/kyc/codes/reject-comments";

export interface OwnWordsProps {
  label: string;
  hint: string;
  text: string;
  readOnly: boolean;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  onType: (text: string) => void;
}

export const isOwnWords = (text: string) => text.trim() !== "" && countCharacters(text.trim()) <= otherTextLimit;

/** A reason or a note of a person's own, 1–500 characters. */
export function OwnWords({ label, hint, text, readOnly, inputRef, onType }: OwnWordsProps) {
  const t = useTranslations("picker");
  const count = countCharacters(text.trim());
  return (
    <Field
      label={label}
      hint={
        <span className="flex justify-between gap-2">
          <span>{hint}</span>
          <span className={count > otherTextLimit ? "text-danger" : undefined}>{t("otherCount", { count, limit: otherTextLimit })}</span>
        </span>
      }
    >
      <TextArea ref={inputRef} value={text} readOnly={readOnly} onChange={(event) => onType(event.target.value)} aria-required="true" dir="auto" className="block h-[92px]" />
    </Field>
  );
}
