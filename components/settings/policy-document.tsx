"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { thresholds } from "@/lib/kyc/intake/checks";
import { livenessPipelineNames } from "@/lib/kyc/options";
import { CheckList } from "./check-list";
import { EngineNote } from "./engine-note";
import { describedBy, OptionSection } from "./option-section";
import { PolicyGroup } from "./policy-group";
import { SwitchOption } from "./switch-option";
import type { PolicyForm } from "./use-policy-form";

/** Which documents are taken, and how they are checked. */
export function DocumentOptions({ form }: { form: PolicyForm }) {
  return (
    <PolicyGroup name="document">
      <SwitchOption name="idCardValidation" form={form} />
      <SwitchOption name="aiSupportedOnly" form={form} />
      <SwitchOption name="universal" form={form} />
      <IdLivenessOption form={form} />
      <SwitchOption name="koreanIdVerification" form={form} />
    </PolicyGroup>
  );
}

/** A check each: with none ticked the option is off. */
function IdLivenessOption({ form: { base, draft, missing, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const id = useId();
  const inForce = base.options.idLivenessPipelines;
  const chosen = draft.idLivenessPipelines;
  const lacking = missing.idLivenessPipelines;
  const isChanged = JSON.stringify(chosen) !== JSON.stringify(inForce);
  const isOff = (name: (typeof livenessPipelineNames)[number]) => lacking.length > 0 && !chosen.includes(name) && !inForce.includes(name);
  return (
    <OptionSection
      controlId={id}
      label={t("labels.idLivenessPipelines")}
      text={t("texts.idLivenessPipelines", { limit: thresholds.idLiveness })}
      was={isChanged ? t("was", { value: inForce.length === 0 ? t("off") : inForce.map((name) => t(`pipelines.${name}`)).join(", ") }) : null}
      note={<EngineNote engines={lacking} isOn={inForce.length > 0} />}
      toggle={{
        checked: chosen.length > 0,
        disabled: chosen.length === 0 && inForce.length === 0 && lacking.length > 0,
        onChange: (checked) => edit({ idLivenessPipelines: checked ? (inForce.length > 0 ? inForce : [...livenessPipelineNames]) : [] }),
      }}
    >
      <CheckList
        label={t("pipelineList")}
        values={livenessPipelineNames}
        chosen={chosen}
        words={(name) => t(`pipelines.${name}`)}
        isOff={isOff}
        describedBy={describedBy(id, null)}
        onChange={(idLivenessPipelines) => edit({ idLivenessPipelines })}
      />
    </OptionSection>
  );
}
