"use client";

import { useId, type ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { describedBy, OptionSection } from "./option-section";

export interface NumberOptionProps {
  label: string;
  text: ReactNode;
  /** Names the switch; an option without one is never off. */
  switchLabel?: string;
  unit: string;
  /** `null` is switched off. */
  value: string | null;
  /** What switching on brings back. */
  usual: string;
  was: string | null;
  fault: string | null;
  /** False when the fault lies in the sub-options alone. */
  isNumberFaulty?: boolean;
  onChange: (value: string | null) => void;
  /** Sub-options, in a line of their own. */
  children?: ReactNode;
}

/** An option with a whole number and a switch: typing switches on, switching off empties the input. */
export function NumberOption({ label, text, switchLabel, unit, value, usual, was, fault, isNumberFaulty = fault !== null, onChange, children }: NumberOptionProps) {
  const id = useId();
  return (
    <OptionSection
      controlId={id}
      label={label}
      text={text}
      was={was}
      fault={fault}
      toggle={switchLabel === undefined ? undefined : { label: switchLabel, checked: value !== null, onChange: (checked) => onChange(checked ? usual : null) }}
    >
      <Input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={value ?? ""}
        aria-invalid={isNumberFaulty ? true : undefined}
        aria-describedby={describedBy(id, fault)}
        onChange={(event) => onChange(event.target.value)}
        className="max-w-16 text-right tabular-nums"
      />
      <span className="text-text-2">{unit}</span>
      {children ? <div className="w-full">{children}</div> : null}
    </OptionSection>
  );
}
