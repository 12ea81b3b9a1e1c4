"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Combobox } from "@/components/ui/combobox";
import { describedBy, OptionSection } from "./option-section";

export interface TimeZoneOptionProps {
  value: string;
  inForce: string;
  fault: string | null;
  onChange: (timeZone: string) => void;
}

function zonesWith(inForce: string) {
  const zones = new Set(["UTC", inForce, ...Intl.supportedValuesOf("timeZone")]);
  return [...zones].sort().map((zone) => ({ value: zone, label: zone }));
}

/** The zone whose midnight begins the project's day. */
export function TimeZoneOption({ value, inForce, fault, onChange }: TimeZoneOptionProps) {
  const t = useTranslations("policy.timeZone");
  const tPolicy = useTranslations("policy");
  const tCommon = useTranslations("common");
  const id = useId();
  return (
    <OptionSection
      controlId={id}
      label={tPolicy("labels.timeZone")}
      text={t("text")}
      was={value === inForce ? null : tPolicy("was", { value: inForce })}
      fault={fault}
    >
      <span className="w-full max-w-64">
        <Combobox
          id={id}
          aria-invalid={fault ? true : undefined}
          aria-describedby={describedBy(id, fault)}
          options={zonesWith(inForce)}
          value={value}
          listLabel={tCommon("choices")}
          noMatch={t("noMatch")}
          onValueChange={(zone, text) => onChange(zone ?? text)}
        />
      </span>
    </OptionSection>
  );
}
