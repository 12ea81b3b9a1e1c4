"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useCountryOptions } from "@/components/kyc/use-country-options";
import { classNames } from "@/components/ui/class-names";
import { Combobox } from "@/components/ui/combobox";
import { Icon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { countryName } from "@/lib/kyc/country";
import type { CivilDate } from "@/lib/kyc/civil-date";
import { genders, type FieldName } from "@/lib/kyc/fields";
import { idTypes } from "@/lib/kyc/id-type";
import type { FieldError } from "@/lib/kyc/review/correction";
import { isNameEditable } from "@/lib/kyc/name-script";
import { cellClass } from "./field-cells";
import { ageIn, inputId } from "./field-text";

export interface FieldInputProps {
  field: FieldName;
  /** As the case has it, before any typing. */
  current: string | null;
  text: string;
  error: FieldError | undefined;
  /** Else an error is told once the field is left. */
  showError: boolean;
  /** The edit begins here. */
  first: boolean;
  /** While a write is under way. */
  readOnly: boolean;
  /** What ages are counted on. */
  today: CivilDate;
  onType: (field: FieldName, text: string) => void;
}

/** The cell of a final value while it is corrected. */
export function InputCell({ field, current, text, error, showError, first, readOnly, today, onType }: FieldInputProps) {
  const t = useTranslations("case");
  const [left, setLeft] = useState(false);
  const cell = useRef<HTMLTableCellElement>(null);
  const locked = field === "fullName" && !isNameEditable(current);
  const told = error !== undefined && (showError || left) ? error : undefined;
  const noteId = `${inputId(field)}-note`;
  const age = ageIn(field, text, today);
  const ageId = `${inputId(field)}-age`;
  const note = locked ? t("nameLocked") : told ? <ErrorText error={told} /> : null;

  useEffect(() => {
    if (first) cell.current?.querySelector<HTMLElement>("input, select")?.focus();
  }, [first]);

  return (
    <td ref={cell} className={classNames(cellClass, "overflow-visible bg-accent-tint whitespace-normal")}>
      <span className="flex min-w-0 items-center gap-1">
        <Control
          field={field}
          text={text}
          onType={onType}
          shared={{
            id: inputId(field),
            name: field,
            disabled: locked,
            readOnly,
            "aria-invalid": told ? true : undefined,
            "aria-describedby": note ? noteId : age === null ? undefined : ageId,
            onFocus: () => setLeft(false),
            onBlur: () => setLeft(true),
          }}
        />
        {age === null ? null : <span id={ageId} className="shrink-0 text-text-3">({age})</span>}
      </span>
      {note ? (
        <p id={noteId} className={classNames("flex gap-1 py-1 text-small", told ? "text-danger" : "text-text-3")}>
          <Icon name={locked ? "lock" : "overdue"} small />
          <span>{note}</span>
        </p>
      ) : null}
    </td>
  );
}

interface Shared {
  id: string;
  name: string;
  disabled: boolean;
  readOnly: boolean;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
  onFocus: () => void;
  onBlur: () => void;
}

function Control({ field, text, shared, onType }: { field: FieldName; text: string; shared: Shared; onType: FieldInputProps["onType"] }) {
  const t = useTranslations("case");
  const countryOptions = useCountryOptions("every");
  const common = useTranslations("common");
  const idTypeText = useTranslations("idTypes");

  switch (field) {
    case "issuingCountry":
    case "nationality":
      return (
        <Combobox
          {...shared}
          options={countryOptions}
          listAlign="end"
          value={text}
          onValueChange={(code, typed) => onType(field, code ?? typed)}
          placeholder={t("countryHint")}
          listLabel={common("choices")}
          noMatch={t("noCountry")}
        />
      );
    case "gender":
    case "idType":
      return (
        // A select knows no read-only: the case takes up nothing while it is written.
        <Select {...forSelect(shared)} value={text} onChange={(event) => onType(field, event.target.value)}>
          <option value="">{t("notKnown")}</option>
          {field === "gender"
            ? genders.map((gender) => <option key={gender} value={gender}>{common(`gender.${gender}`)}</option>)
            : idTypes.map((type) => <option key={type} value={type}>{idTypeText(type)}</option>)}
        </Select>
      );
    case "birthDate":
    case "issueDate":
    case "expireDate":
      return (
        <Input {...shared} value={text} onChange={(event) => onType(field, event.target.value)} placeholder="YYYY-MM-DD" inputMode="numeric" autoComplete="off" />
      );
    default:
      return <Input {...shared} value={text} onChange={(event) => onType(field, event.target.value)} dir="auto" autoComplete="off" spellCheck={false} />;
  }
}

function forSelect({ readOnly, ...rest }: Shared) {
  return { ...rest, "aria-disabled": readOnly || undefined };
}

function ErrorText({ error }: { error: FieldError }) {
  const t = useTranslations("case.errors");
  const locale = useLocale();
  const { max = 0, nearest = "" } = error.params;
  switch (error.code) {
    case "too_long":
      return t("too_long", { max });
    case "not_a_country":
      return t("not_a_country", { code: nearest, name: countryName(nearest, locale) });
    default:
      return t(error.code);
  }
}
