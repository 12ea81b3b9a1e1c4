"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { SubmissionFilter } from "@/lib/contracts/submission-filter";
import type { FilterName } from "./filter-names";
import { useFilterValues } from "./filter-values";
import type { FilterState } from "./use-submission-filter";

export interface FilterEditorProps {
  name: FilterName;
  filter: SubmissionFilter;
  onChange: FilterState["apply"];
}

/** What a filter shows; every change takes effect at once. It takes the focus itself, for it may come after what it stands in. */
export function FilterEditor(props: FilterEditorProps) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  return (
    <div ref={root}>
      <Editor {...props} />
    </div>
  );
}

function Editor({ name, filter, onChange }: FilterEditorProps) {
  if (name === "waiting" || name === "assignee") return <OneEditor name={name} filter={filter} onChange={onChange} />;
  if (name === "country") return <CountryEditor filter={filter} onChange={onChange} />;
  return <ChoicesEditor name={name} filter={filter} onChange={onChange} />;
}

function OneEditor({ name, filter, onChange }: FilterEditorProps & { name: "waiting" | "assignee" }) {
  const t = useTranslations("queue");
  const { options, chosen, change } = useFilterValues(name, filter);
  return (
    <div className="w-52 p-1">
      <Field label={t(`filterNames.${name}`)}>
        <Select value={chosen[0] ?? ""} onChange={(event) => onChange(change([event.target.value]))}>
          <option value="">{name === "waiting" ? t("anyAge") : t("assignees.any")}</option>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function CountryEditor({ filter, onChange }: Omit<FilterEditorProps, "name">) {
  const t = useTranslations("queue");
  const common = useTranslations("common");
  const { options, chosen, change } = useFilterValues("country", filter);
  const nameOf = (code: string) => options.find(({ value }) => value === code)?.label ?? code;

  return (
    <div className="grid w-72 gap-2 p-1">
      <Field label={t("filterNames.country")}>
        <Combobox
          clearOnPick
          options={options.filter(({ value }) => !chosen.includes(value))}
          value={null}
          onValueChange={(code) => {
            if (code !== null) onChange(change([...chosen, code]));
          }}
          placeholder={t("chooseCountry")}
          listLabel={common("choices")}
          noMatch={common("noMatch")}
        />
      </Field>
      {chosen.length > 0 ? (
        <ul className="flex flex-wrap gap-1">
          {chosen.map((code) => (
            <li key={code} className="max-w-full">
              <Chip
                title={nameOf(code)}
                removeLabel={common("remove", { name: nameOf(code) })}
                onRemove={() => onChange(change(chosen.filter((each) => each !== code)))}
              >
                {nameOf(code)}
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function ChoicesEditor({ name, filter, onChange }: FilterEditorProps) {
  const t = useTranslations("queue");
  const { options, chosen, change } = useFilterValues(name, filter);
  const toggle = (value: string, on: boolean) => onChange(change(on ? [...chosen, value] : chosen.filter((each) => each !== value)));

  return (
    <fieldset className="max-h-96 w-64 overflow-auto px-1">
      <legend className="font-medium">{t(`filterNames.${name}`)}</legend>
      {options.map(({ value, label }) => (
        <Checkbox key={value} label={label} checked={chosen.includes(value)} onChange={(event) => toggle(value, event.target.checked)} />
      ))}
    </fieldset>
  );
}
