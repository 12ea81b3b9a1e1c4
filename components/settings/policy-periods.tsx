"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { periodKeys, rejectedPeriodRange } from "@/lib/kyc/options";
import { CheckList } from "./check-list";
import { NumberOption } from "./number-option";
import { PolicyGroup } from "./policy-group";
import type { PolicyForm } from "./use-policy-form";

/** For how long who was decided on may not come again, and by what they are recognised. */
export function PeriodOptions({ form }: { form: PolicyForm }) {
  return (
    <PolicyGroup name="periods">
      <RejectedPeriodOption form={form} />
      <ApprovedPeriodOption form={form} />
    </PolicyGroup>
  );
}

const otherKeys = periodKeys.filter((key) => key !== "email");
const isSame = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((value) => b.includes(value));

/** The days of a period as they are typed, and what is said of them. */
function usePeriod(form: PolicyForm, name: "rejectedPeriod" | "approvedPeriod") {
  const t = useTranslations("policy");
  const inForce = form.base.options[`${name}Days`];
  const typed = form.draft[name];
  const fault = form.faults[name];
  const days = fault ? inForce : Number(typed ?? "0");
  return {
    label: t(`labels.${name}Days`),
    text: days === 0 ? t(`${name}.textOff`) : t(`${name}.text`, { days, hours: days * 24 }),
    switchLabel: t(`${name}.switch`),
    unit: t("period.unit"),
    value: typed,
    usual: inForce === 0 ? "" : String(inForce),
    was: days === inForce && !fault ? null : t("was", { value: inForce === 0 ? t("off") : t("period.days", { count: inForce }) }),
    fault: fault ? t(`period.faults.${fault}`, rejectedPeriodRange) : null,
  };
}

/** What the keys of a period were, when they were changed. */
function useKeysWere(now: readonly string[], before: readonly (typeof periodKeys)[number][]): string | null {
  const t = useTranslations("policy");
  if (isSame(now, before)) return null;
  return t("was", { value: before.length === 0 ? t("off") : before.map((key) => t(`periodKeys.${key}`)).join(", ") });
}

function RejectedPeriodOption({ form }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const { was, ...period } = usePeriod(form, "rejectedPeriod");
  const { base, draft, edit } = form;
  const keysWere = useKeysWere(draft.rejectedPeriodBy, base.options.rejectedPeriodBy);
  return (
    <NumberOption {...period} was={was ?? keysWere} onChange={(rejectedPeriod) => edit({ rejectedPeriod })}>
      {draft.rejectedPeriod === null ? null : (
        <span className="flex flex-wrap gap-x-5">
          <Checkbox label={t("period.emailAlways")} checked disabled readOnly />
          <CheckList
            label={t("period.by")}
            values={otherKeys}
            chosen={draft.rejectedPeriodBy}
            words={(key) => t(`periodKeys.${key}`)}
            onChange={(rejectedPeriodBy) => edit({ rejectedPeriodBy })}
          />
        </span>
      )}
    </NumberOption>
  );
}

function ApprovedPeriodOption({ form }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const { was, ...period } = usePeriod(form, "approvedPeriod");
  const { base, draft, faults, edit } = form;
  const keysWere = useKeysWere(draft.approvedPeriodBy, base.options.approvedPeriodBy);
  const fault = period.fault ?? (faults.approvedPeriodBy ? t("approvedPeriod.none") : null);
  return (
    <NumberOption {...period} fault={fault} was={was ?? keysWere} isNumberFaulty={period.fault !== null} onChange={(approvedPeriod) => edit({ approvedPeriod })}>
      {draft.approvedPeriod === null ? null : (
        <CheckList
          label={t("period.by")}
          values={periodKeys}
          chosen={draft.approvedPeriodBy}
          words={(key) => t(`periodKeys.${key}`)}
          isFaulty={faults.approvedPeriodBy !== undefined}
          onChange={(approvedPeriodBy) => edit({ approvedPeriodBy })}
        />
      )}
    </NumberOption>
  );
}
