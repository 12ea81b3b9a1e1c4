"use client";

import { Checkbox } from "@/components/ui/checkbox";

export interface CheckListProps<Value extends string> {
  /** Names the list to a screen reader. */
  label: string;
  values: readonly Value[];
  chosen: readonly Value[];
  words: (value: Value) => string;
  /** May not be ticked now. */
  isOff?: (value: Value) => boolean;
  isFaulty?: boolean;
  describedBy?: string;
  onChange: (chosen: Value[]) => void;
}

/** Values that are ticked or not, always told in their own order. */
export function CheckList<Value extends string>({ label, values, chosen, words, isOff, isFaulty, describedBy, onChange }: CheckListProps<Value>) {
  const toggle = (value: Value, on: boolean) => onChange(values.filter((each) => (each === value ? on : chosen.includes(each))));
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-x-5">
      {values.map((value) => (
        <Checkbox
          key={value}
          label={words(value)}
          checked={chosen.includes(value)}
          disabled={isOff?.(value)}
          aria-invalid={isFaulty ? true : undefined}
          aria-describedby={describedBy}
          onChange={(event) => toggle(value, event.target.checked)}
        />
      ))}
    </div>
  );
}
