"use client";

import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icons";
import { Switch } from "@/components/ui/switch";

export interface OptionSectionProps {
  /** The control that the heading labels. */
  controlId: string;
  label: string;
  text: string;
  /** What the option was, when it was changed. */
  was?: string | null;
  toggle?: { label: string; checked: boolean; onChange: (checked: boolean) => void };
  fault?: string | null;
  children: ReactNode;
}

/** Ids of what describes an option's control. */
export function describedBy(controlId: string, fault: string | null | undefined): string {
  return fault ? `${controlId}-text ${controlId}-fault` : `${controlId}-text`;
}

/** One option: its switch and heading, what it does, the control, and what is wrong with what was typed. */
export function OptionSection({ controlId, label, text, was, toggle, fault, children }: OptionSectionProps) {
  return (
    <section className="border-b border-line p-4 last:border-b-0">
      <div className="mb-1 flex min-h-5 items-center gap-2">
        {toggle ? <Switch label={toggle.label} checked={toggle.checked} onChange={(event) => toggle.onChange(event.target.checked)} /> : null}
        <h2 className="font-semibold">
          <label htmlFor={controlId}>{label}</label>
        </h2>
        {was ? <span className="ml-auto text-small text-warn">{was}</span> : null}
      </div>
      <p id={`${controlId}-text`} className="text-text-2">
        {text}
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-2">{children}</div>
      {fault ? (
        <p id={`${controlId}-fault`} role="alert" className="mt-2 flex items-start gap-1 text-small text-danger">
          <Icon name="overdue" small className="mt-px" />
          {fault}
        </p>
      ) : null}
    </section>
  );
}
