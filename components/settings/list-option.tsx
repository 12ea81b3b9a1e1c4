"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type KeyboardEvent } from "react";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { describedBy, OptionSection } from "./option-section";

export interface ListOptionProps {
  name: "corsOrigins" | "ipAllowList";
  values: readonly string[];
  inForce: readonly string[];
  /** What stands in the input. */
  typed: string;
  /** The value that a typed text means; `null` for none. */
  read: (typed: string) => string | null;
  readOnly: boolean;
  onChange: (values: string[], typed: string) => void;
}

/** A list of addresses: chips, and an input whose text becomes one by Enter or by leaving it. */
export function ListOption({ name, values, inForce, typed, read, readOnly, onChange }: ListOptionProps) {
  const t = useTranslations("policy");
  const id = useId();
  const [said, setSaid] = useState("");
  const [left, setLeft] = useState(false);
  const fault = typed.trim() !== "" && left ? t(`lists.${name}.unfinished`) : null;
  const [added, removed] = [values.filter((value) => !inForce.includes(value)).length, inForce.filter((value) => !values.includes(value)).length];
  const was = [added > 0 ? t("lists.added", { count: added }) : null, removed > 0 ? t("lists.removed", { count: removed }) : null].filter((part) => part !== null);

  const add = () => {
    const value = read(typed);
    setLeft(value === null);
    if (value === null) return;
    onChange([...new Set([...values, value])], "");
    setSaid(t("lists.announceAdded", { name: value }));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || typed.trim() === "") return;
    event.preventDefault();
    add();
  };
  const remove = (value: string) => {
    onChange(values.filter((other) => other !== value), typed);
    setSaid(t("lists.announceRemoved", { name: value }));
    document.getElementById(id)?.focus();
  };

  return (
    <OptionSection controlId={id} label={t(`labels.${name}`)} text={t(`texts.${name}`)} was={was.join(", ")} fault={fault}>
      <AddressChips label={t(`lists.${name}.list`)} values={values} inForce={inForce} onRemove={readOnly ? undefined : remove} />
      <Input
        id={id}
        value={typed}
        placeholder={t(`lists.${name}.placeholder`)}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, fault)}
        onChange={(event) => {
          setLeft(false);
          onChange([...values], event.target.value);
        }}
        onKeyDown={press}
        onBlur={() => {
          if (typed.trim() !== "") add();
        }}
        className="max-w-64"
      />
      <span className="text-small text-text-3">{t("lists.hint")}</span>
      <span role="status">
        <VisuallyHidden>{said}</VisuallyHidden>
      </span>
    </OptionSection>
  );
}

interface AddressChipsProps {
  label: string;
  values: readonly string[];
  inForce: readonly string[];
  onRemove: ((value: string) => void) | undefined;
}

function AddressChips({ label, values, inForce, onRemove }: AddressChipsProps) {
  const t = useTranslations("common");
  if (values.length === 0) return null;
  return (
    <ul aria-label={label} className="flex min-w-0 flex-wrap gap-2">
      {values.map((value) => (
        <li key={value} className="min-w-0">
          <Chip title={value} plain={inForce.includes(value)} removeLabel={t("remove", { name: value })} onRemove={onRemove ? () => onRemove(value) : undefined}>
            {inForce.includes(value) ? null : <Icon name="plus" small className="mr-1 inline text-accent-text" />}
            {value}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
