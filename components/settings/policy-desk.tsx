"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { flagKinds } from "@/lib/kyc/flags";
import { flagWeightRange, graceRange, secondApprovalPercentRange, secondApprovals } from "@/lib/kyc/options";
import { NumberOption } from "./number-option";
import { describedBy, OptionSection } from "./option-section";
import { SlaOption } from "./policy-sla";
import { PolicyGroup } from "./policy-group";
import type { PolicyForm } from "./use-policy-form";

/** How the desk works: what can be taken back, what needs a second person, which case comes first and until when. */
export function DeskOptions({ form }: { form: PolicyForm }) {
  return (
    <PolicyGroup name="desk">
      <GraceOption form={form} />
      <SecondApprovalOption form={form} />
      <SlaOption form={form} />
      <FlagWeightsOption form={form} />
    </PolicyGroup>
  );
}

function GraceOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const inForce = base.options.graceSeconds;
  const fault = faults.grace;
  return (
    <NumberOption
      label={t("labels.graceSeconds")}
      text={t("grace.text")}
      unit={t("grace.unit", graceRange)}
      value={draft.grace}
      usual={String(inForce)}
      was={draft.grace.trim() === String(inForce) ? null : t("was", { value: t("grace.seconds", { count: inForce }) })}
      fault={fault ? t("wholeNumber", graceRange) : null}
      onChange={(grace) => edit({ grace: grace ?? "" })}
    />
  );
}

function SecondApprovalOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const id = useId();
  const { secondApproval, secondApprovalPercent } = base.options;
  const fault = faults.approvalPercent ? t("wholeNumber", secondApprovalPercentRange) : null;
  const isChanged = draft.secondApproval !== secondApproval || (draft.secondApproval === "sampled" && draft.approvalPercent.trim() !== String(secondApprovalPercent));
  return (
    <OptionSection
      controlId={id}
      label={t("labels.secondApproval")}
      text={t("secondApproval.text")}
      was={isChanged ? t("was", { value: t(`secondApproval.kinds.${secondApproval}`) }) : null}
      fault={fault}
    >
      <Select
        id={id}
        value={draft.secondApproval}
        aria-describedby={describedBy(id, fault)}
        onChange={(event) => edit({ secondApproval: secondApprovals.find((each) => each === event.target.value) ?? draft.secondApproval })}
        className="max-w-64"
      >
        {secondApprovals.map((each) => (
          <option key={each} value={each}>
            {t(`secondApproval.kinds.${each}`)}
          </option>
        ))}
      </Select>
      {draft.secondApproval === "sampled" ? (
        <>
          <Input
            aria-label={t("labels.secondApprovalPercent")}
            inputMode="numeric"
            autoComplete="off"
            value={draft.approvalPercent}
            aria-invalid={fault ? true : undefined}
            aria-describedby={describedBy(id, fault)}
            onChange={(event) => edit({ approvalPercent: event.target.value })}
            className="max-w-16 text-right tabular-nums"
          />
          <span className="text-text-2">{t("secondApproval.percent", secondApprovalPercentRange)}</span>
        </>
      ) : null}
    </OptionSection>
  );
}

function FlagWeightsOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const id = useId();
  const fault = faults.weights ? t("wholeNumber", flagWeightRange) : null;
  const isChanged = flagKinds.some((kind) => (draft.weights[kind] ?? "").trim() !== String(base.options.flagWeights[kind] ?? 0));
  return (
    <OptionSection controlId={id} label={t("labels.flagWeights")} text={t("weights.text", flagWeightRange)} was={isChanged ? t("weights.changed") : null} fault={fault}>
      <div role="group" aria-label={t("labels.flagWeights")} className="grid w-full grid-cols-[repeat(auto-fill,minmax(250px,1fr))] gap-x-6 gap-y-2">
        {flagKinds.map((kind, index) => (
          <label key={kind} className="flex items-center gap-2">
            <Input
              {...(index === 0 ? { id } : {})}
              inputMode="numeric"
              autoComplete="off"
              value={draft.weights[kind] ?? ""}
              aria-invalid={faults.weights?.includes(kind) ? true : undefined}
              aria-describedby={describedBy(id, fault)}
              onChange={(event) => edit({ weights: { ...draft.weights, [kind]: event.target.value } })}
              className="max-w-14 text-right tabular-nums"
            />
            <span className="min-w-0">{t(`weights.kinds.${kind}`)}</span>
          </label>
        ))}
      </div>
    </OptionSection>
  );
}
