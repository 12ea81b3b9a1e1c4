"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useCountryOptions } from "@/components/kyc/use-country-options";
import { Chip } from "@/components/ui/chip";
import { Combobox } from "@/components/ui/combobox";
import { Icon } from "@/components/ui/icons";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { countryName } from "@/lib/kyc/country";
import { describedBy, OptionSection } from "./option-section";

export interface BlacklistOptionProps {
  on: boolean;
  codes: readonly string[];
  /** A text stands in the input that is on no list. */
  isUnfinished: boolean;
  inForce: readonly string[];
  readOnly: boolean;
  onChange: (change: { blacklistOn?: boolean; countries?: string[]; countryText?: string }) => void;
}

/** The countries whose documents are rejected: chips, and an input that takes a name in either language or a code. */
export function BlacklistOption({ on, codes, isUnfinished, inForce, readOnly, onChange }: BlacklistOptionProps) {
  const t = useTranslations("policy.blacklist");
  const tPolicy = useTranslations("policy");
  const tCommon = useTranslations("common");
  const locale = useLocale();
  const id = useId();
  const [said, setSaid] = useState("");
  const [left, setLeft] = useState(false);
  const options = useCountryOptions("canonical");
  const fault = isUnfinished && left ? t("unfinished") : null;

  const name = (code: string) => countryName(code, locale);
  const saved = on ? codes : [];
  const added = saved.filter((code) => !inForce.includes(code)).length;
  const removed = inForce.filter((code) => !saved.includes(code)).length;
  const was = [added > 0 ? t("added", { count: added }) : null, removed > 0 ? t("removed", { count: removed }) : null].filter((part) => part !== null);

  // What is wrong is said once the input was left, and no more while it is typed on.
  const type = (text: string) => {
    setLeft(false);
    onChange({ countryText: text });
  };
  const add = (code: string) => {
    onChange({ blacklistOn: true, countries: [...codes, code], countryText: "" });
    setSaid(t("announceAdded", { name: name(code) }));
  };
  const remove = (code: string) => {
    onChange({ blacklistOn: on, countries: codes.filter((other) => other !== code) });
    setSaid(t("announceRemoved", { name: name(code) }));
    document.getElementById(id)?.focus();
  };

  return (
    <OptionSection
      controlId={id}
      label={tPolicy("labels.blacklistCountries")}
      text={t("text")}
      was={was.join(", ")}
      toggle={{ label: t("switch"), checked: on, onChange: (checked) => onChange({ blacklistOn: checked }) }}
      fault={fault}
    >
      <CountryChips codes={codes} inForce={inForce} name={name} onRemove={readOnly ? undefined : remove} />
      <span className="w-full max-w-64">
        <Combobox
          id={id}
          aria-invalid={fault ? true : undefined}
          aria-describedby={describedBy(id, fault)}
          options={options.filter((option) => !codes.includes(option.value))}
          value={null}
          clearOnPick
          placeholder={t("placeholder")}
          listLabel={tCommon("choices")}
          noMatch={t("noMatch")}
          onBlur={() => setLeft(true)}
          onValueChange={(code, text) => (code === null ? type(text) : add(code))}
        />
      </span>
      <span className="w-full text-small text-text-3">{codes.length === 0 ? t("none") : on ? t("hint") : t("kept")}</span>
      <span role="status">
        <VisuallyHidden>{said}</VisuallyHidden>
      </span>
    </OptionSection>
  );
}

interface CountryChipsProps {
  codes: readonly string[];
  inForce: readonly string[];
  name: (code: string) => string;
  onRemove: ((code: string) => void) | undefined;
}

function CountryChips({ codes, inForce, name, onRemove }: CountryChipsProps) {
  const t = useTranslations("policy.blacklist");
  const tCommon = useTranslations("common");
  if (codes.length === 0) return null;
  return (
    <ul aria-label={t("list")} className="flex min-w-0 flex-wrap gap-2">
      {codes.map((code) => (
        <li key={code} className="min-w-0">
          <Chip
            title={`${code} ${name(code)}`}
            plain={inForce.includes(code)}
            removeLabel={tCommon("remove", { name: name(code) })}
            onRemove={onRemove ? () => onRemove(code) : undefined}
          >
            {inForce.includes(code) ? null : (
              <span className="mr-1 text-accent-text">
                <Icon name="plus" small className="mr-0.5 inline" />
                {t("new")}
              </span>
            )}
            <span className="mr-1 text-text-3">{code}</span>
            {name(code)}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
