"use client";

import { useTranslations } from "next-intl";
import { ageLimitRange, rejectedPeriodRange } from "@/lib/kyc/options";
import { BlacklistOption } from "./blacklist-option";
import { NumberOption } from "./number-option";
import { TimeZoneOption } from "./time-zone-option";
import type { DraftFault } from "./policy-draft";
import type { PolicyForm } from "./use-policy-form";

/** The options, in the order of the screen; all of them off for who may only read. */
export function PolicyFields({ form, readOnly }: { form: PolicyForm; readOnly: boolean }) {
  const { base, draft, faults, edit, round } = form;
  return (
    <fieldset disabled={readOnly} className="m-0 min-w-0 border-0 p-0">
      <AgeLimitOption form={form} />
      <BlacklistOption
        key={`countries-${round.toString()}`}
        on={draft.blacklistOn}
        codes={draft.countries}
        isUnfinished={faults.countries !== undefined}
        inForce={base.options.blacklistCountries}
        readOnly={readOnly}
        onChange={edit}
      />
      <RejectedPeriodOption form={form} />
      <ZoneOption key={`zone-${round.toString()}`} form={form} fault={faults.timeZone} />
    </fieldset>
  );
}

const numberFault = (fault: DraftFault | undefined) => (fault === "unknown" || fault === "unfinished" ? undefined : fault);

function AgeLimitOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy.ageLimit");
  const tPolicy = useTranslations("policy");
  const inForce = base.options.ageLimit === null ? null : String(base.options.ageLimit);
  const fault = numberFault(faults.ageLimit);
  return (
    <NumberOption
      label={t("label")}
      text={t("text", { zone: base.options.timeZone })}
      switchLabel={t("switch")}
      unit={t("unit", ageLimitRange)}
      value={draft.ageLimit}
      usual={inForce ?? ""}
      was={draft.ageLimit?.trim() === inForce || draft.ageLimit === inForce ? null : tPolicy("was", { value: inForce ?? tPolicy("off") })}
      fault={fault ? t(`faults.${fault}`, ageLimitRange) : null}
      onChange={(ageLimit) => edit({ ageLimit })}
    />
  );
}

function RejectedPeriodOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy.rejectedPeriod");
  const tPolicy = useTranslations("policy");
  const inForce = base.options.rejectedPeriodDays;
  const typed = Number(draft.rejectedPeriod ?? "0");
  const days = faults.rejectedPeriod ? inForce : typed;
  const fault = numberFault(faults.rejectedPeriod);
  const was = inForce === 0 ? tPolicy("off") : t("days", { count: inForce });
  return (
    <NumberOption
      label={t("label")}
      text={days === 0 ? t("textOff") : t("text", { days, hours: days * 24 })}
      switchLabel={t("switch")}
      unit={t("unit")}
      value={draft.rejectedPeriod}
      usual={inForce === 0 ? "" : String(inForce)}
      was={days === inForce && !fault ? null : tPolicy("was", { value: was })}
      fault={fault ? t(`faults.${fault}`, rejectedPeriodRange) : null}
      onChange={(rejectedPeriod) => edit({ rejectedPeriod })}
    />
  );
}

function ZoneOption({ form: { base, draft, edit }, fault }: { form: PolicyForm; fault: string | undefined }) {
  const t = useTranslations("policy.timeZone.faults");
  return (
    <TimeZoneOption
      value={draft.timeZone}
      inForce={base.options.timeZone}
      fault={fault === undefined ? null : fault === "empty" ? t("empty") : t("unknown")}
      onChange={(timeZone) => edit({ timeZone })}
    />
  );
}
