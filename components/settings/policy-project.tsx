"use client";

import { useTranslations } from "next-intl";
import { PolicyGroup } from "./policy-group";
import { TimeZoneOption } from "./time-zone-option";
import type { PolicyForm } from "./use-policy-form";

/** What every other option is counted by. */
export function ProjectOptionsGroup({ form: { base, draft, faults, edit, round } }: { form: PolicyForm }) {
  const t = useTranslations("policy.timeZone.faults");
  return (
    <PolicyGroup name="project">
      <TimeZoneOption
        key={`zone-${round.toString()}`}
        value={draft.timeZone}
        inForce={base.options.timeZone}
        fault={faults.timeZone === undefined ? null : t(faults.timeZone)}
        onChange={(timeZone) => edit({ timeZone })}
      />
    </PolicyGroup>
  );
}
