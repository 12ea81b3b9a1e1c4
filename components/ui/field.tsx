"use client";

import { createContext, use, useId, type ReactNode } from "react";
import { Icon } from "./icons";

interface FieldIds {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

/** What ties a control to the {@link Field} around it; empty outside of one. */
export function useFieldProps(): { id?: string; "aria-describedby"?: string; "aria-invalid"?: true } {
  const field = use(FieldContext);
  if (field === null) return {};

  return { id: field.id, "aria-describedby": field.describedBy, ...(field.invalid ? { "aria-invalid": true } : {}) };
}

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  children: ReactNode;
}

/** A label over one control (Input, TextArea, Select, Combobox), its hint, and what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint ? hintId : null, error ? errorId : null].filter((part) => part !== null).join(" ") || undefined;

  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <FieldContext value={{ id, describedBy, invalid: Boolean(error) }}>{children}</FieldContext>
      {hint ? (
        <p id={hintId} className="text-small text-text-3">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={errorId} className="flex gap-1 text-small text-danger">
          <Icon name="overdue" small />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}
