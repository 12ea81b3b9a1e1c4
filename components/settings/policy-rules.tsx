"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { idTypes } from "@/lib/kyc/id-type";
import { ageLimitRange } from "@/lib/kyc/options";
import { BlacklistOption } from "./blacklist-option";
import { CheckList } from "./check-list";
import { NumberOption } from "./number-option";
import { describedBy, OptionSection } from "./option-section";
import { PolicyGroup } from "./policy-group";
import { SwitchOption } from "./switch-option";
import type { PolicyForm } from "./use-policy-form";

/** What rejects by itself, at intake and in review. */
export function RuleOptionsGroup({ form, readOnly }: { form: PolicyForm; readOnly: boolean }) {
  const { base, draft, faults, edit, round } = form;
  return (
    <PolicyGroup name="rules">
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
      <IdTypeOption form={form} />
      <SwitchOption name="rejectDuplicateUser" form={form} />
    </PolicyGroup>
  );
}

function AgeLimitOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy.ageLimit");
  const tPolicy = useTranslations("policy");
  const inForce = base.options.ageLimit === null ? null : String(base.options.ageLimit);
  const fault = faults.ageLimit;
  return (
    <NumberOption
      label={tPolicy("labels.ageLimit")}
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

/** Switched on with every type ticked: what is unticked then is refused. */
function IdTypeOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const typeName = useTranslations("idTypes");
  const id = useId();
  const inForce = base.options.acceptedIdTypes;
  const fault = faults.idTypes ? t("idTypes.none") : null;
  const isChanged = JSON.stringify(draft.acceptedIdTypes) !== JSON.stringify(inForce);
  return (
    <OptionSection
      controlId={id}
      label={t("labels.acceptedIdTypes")}
      text={t("texts.acceptedIdTypes")}
      was={isChanged ? t("was", { value: inForce === null ? t("off") : inForce.map((type) => typeName(type)).join(", ") }) : null}
      toggle={{ checked: draft.acceptedIdTypes !== null, onChange: (checked) => edit({ acceptedIdTypes: checked ? (inForce ?? [...idTypes]) : null }) }}
      fault={fault}
    >
      {draft.acceptedIdTypes ? (
        <CheckList
          label={t("idTypes.types")}
          values={idTypes}
          chosen={draft.acceptedIdTypes}
          words={(type) => typeName(type)}
          isFaulty={fault !== null}
          describedBy={describedBy(id, fault)}
          onChange={(acceptedIdTypes) => edit({ acceptedIdTypes })}
        />
      ) : null}
    </OptionSection>
  );
}
