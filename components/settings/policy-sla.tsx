"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCountryOptions } from "@/components/kyc/use-country-options";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { countryName } from "@/lib/kyc/country";
import { slaHoursRange, type ProjectOptions, type WorkingHours } from "@/lib/kyc/options";
import { CheckList } from "./check-list";
import { NumberOption } from "./number-option";
import type { PolicyForm } from "./use-policy-form";

/** What working hours begin as when they are switched on. */
const usualHours: WorkingHours = { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" };
const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;

type SlaCalendar = Pick<ProjectOptions, "slaHours" | "slaWorkingHours" | "slaHolidayCountry">;

/** The limit of a version in words. */
function useSlaWords() {
  const t = useTranslations("policy");
  const locale = useLocale();
  return ({ slaHours, slaWorkingHours, slaHolidayCountry }: SlaCalendar): string => {
    if (slaHours === null) return t("off");
    const hours = t("sla.hours", { count: slaHours });
    const days = slaWorkingHours === null ? [] : [t("sla.between", { from: slaWorkingHours.from, to: slaWorkingHours.to })];
    const holidays = slaHolidayCountry === null ? [] : [t("sla.withoutHolidays", { country: countryName(slaHolidayCountry, locale) })];
    return [hours, ...days, ...holidays].join(", ");
  };
}

/** Until when a case is to be decided, and which hours count. */
export function SlaOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const words = useSlaWords();
  const { slaHours, slaWorkingHours, slaHolidayCountry } = base.options;
  const usual = slaHours === null ? "" : String(slaHours);
  const isSame =
    (draft.sla?.trim() ?? "") === usual && JSON.stringify([draft.slaWorkingHours, draft.slaHolidayCountry]) === JSON.stringify([slaWorkingHours, slaHolidayCountry]);
  const fault = faults.sla ? t("wholeNumber", slaHoursRange) : faults.workingHours ? t(`sla.faults.${faults.workingHours}`) : null;
  return (
    <NumberOption
      label={t("labels.slaHours")}
      text={t("sla.text", { zone: base.options.timeZone })}
      switchLabel={t("sla.switch")}
      unit={t("sla.unit", slaHoursRange)}
      value={draft.sla}
      usual={usual}
      was={isSame ? null : t("was", { value: words(base.options) })}
      fault={fault}
      isNumberFaulty={faults.sla !== undefined}
      onChange={(sla) => edit({ sla })}
    >
      {draft.sla === null ? null : (
        <div className="grid gap-2">
          <Checkbox
            label={t("sla.onlyWorkingHours")}
            checked={draft.slaWorkingHours !== null}
            onChange={(event) => edit({ slaWorkingHours: event.target.checked ? (slaWorkingHours ?? usualHours) : null })}
          />
          {draft.slaWorkingHours === null ? null : (
            <WorkingHoursFields value={draft.slaWorkingHours} fault={faults.workingHours} onChange={(hours) => edit({ slaWorkingHours: hours })} />
          )}
          <HolidaySelect value={draft.slaHolidayCountry} onChange={(country) => edit({ slaHolidayCountry: country })} />
        </div>
      )}
    </NumberOption>
  );
}

interface WorkingHoursFieldsProps {
  value: WorkingHours;
  fault?: "noDay" | "order";
  onChange: (hours: WorkingHours) => void;
}

function WorkingHoursFields({ value, fault, onChange }: WorkingHoursFieldsProps) {
  const t = useTranslations("policy.sla");
  const time = (name: "from" | "to") => (
    <label className="flex items-center gap-2">
      <span className="text-text-2">{t(name)}</span>
      <Input
        type="time"
        value={value[name]}
        aria-invalid={fault === "order" ? true : undefined}
        onChange={(event) => onChange({ ...value, [name]: event.target.value })}
        className="max-w-32 tabular-nums"
      />
    </label>
  );
  return (
    <div className="grid gap-2 pl-6">
      <CheckList
        label={t("days")}
        values={weekdays}
        chosen={weekdays.filter((day) => value.days.includes(Number(day)))}
        words={(day) => t(`weekdays.${day}`)}
        isFaulty={fault === "noDay"}
        onChange={(days) => onChange({ ...value, days: days.map(Number) })}
      />
      <div className="flex flex-wrap gap-4">
        {time("from")}
        {time("to")}
      </div>
    </div>
  );
}

function HolidaySelect({ value, onChange }: { value: string | null; onChange: (country: string | null) => void }) {
  const t = useTranslations("policy.sla");
  const countries = useCountryOptions("canonical");
  return (
    <label className="flex flex-wrap items-center gap-2">
      <span>{t("holidays")}</span>
      <Select value={value ?? ""} onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)} className="max-w-64">
        <option value="">{t("noHolidays")}</option>
        {countries.map((country) => (
          <option key={country.value} value={country.value}>
            {country.label}
          </option>
        ))}
      </Select>
    </label>
  );
}
