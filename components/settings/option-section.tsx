"use client";

import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icons";
import { Switch } from "@/components/ui/switch";

export interface OptionSectionProps {
  /** The control that the heading labels; without `children` it is the switch. */
  controlId: string;
  label: string;
  text: ReactNode;
  /** What the option was, when it was changed. */
  was?: string | null;
  /** Its own name is needed beside another control alone. */
  toggle?: { label?: string; checked: boolean; disabled?: boolean; onChange: (checked: boolean) => void };
  /** Said under the text: why the option cannot be switched on. */
  note?: ReactNode;
  fault?: string | null;
  children?: ReactNode;
}

/** Ids of what describes an option's control. */
export function describedBy(controlId: string, fault: string | null | undefined): string {
  return fault ? `${controlId}-text ${controlId}-fault` : `${controlId}-text`;
}

/** One option: its switch and heading, what it does, the control, and what is wrong with what was typed. */
export function OptionSection({ controlId, label, text, was, toggle, note, fault, children }: OptionSectionProps) {
  return (
    <div className="border-t border-line px-4 py-3">
      <div className="mb-1 flex min-h-5 items-center gap-2">
        {toggle ? (
          <Switch
            label={toggle.label}
            checked={toggle.checked}
            disabled={toggle.disabled}
            onChange={(event) => toggle.onChange(event.target.checked)}
            aria-describedby={`${controlId}-text`}
            {...(toggle.label === undefined ? { id: controlId } : {})}
          />
        ) : null}
        <h3 className="font-semibold">
          <label htmlFor={controlId}>{label}</label>
        </h3>
        {was ? <span className="ml-auto text-small text-warn">{was}</span> : null}
      </div>
      <div id={`${controlId}-text`} className="text-text-2">
        <p>{text}</p>
        {note}
      </div>
      {children ? <div className="mt-2 flex flex-wrap items-center gap-2">{children}</div> : null}
      {fault ? (
        <p id={`${controlId}-fault`} role="alert" className="mt-2 flex items-start gap-1 text-small text-danger">
          <Icon name="overdue" small className="mt-px" />
          {fault}
        </p>
      ) : null}
    </div>
  );
}
