"use client";

import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";
import { engineOptions } from "@/lib/kyc/intake/engine-ports";
import { thresholds } from "@/lib/kyc/intake/checks";
import { EngineNote } from "./engine-note";
import { OptionSection } from "./option-section";
import type { SwitchOptionName } from "./policy-changes";
import type { PolicyForm } from "./use-policy-form";

const code = (chunks: ReactNode) => <code className="mono">{chunks}</code>;

/** An option that is on or off. One that lacks an engine says so: it can be switched off, and on only where it was. */
export function SwitchOption({ name, form: { base, draft, missing, edit } }: { name: SwitchOptionName; form: PolicyForm }) {
  const t = useTranslations("policy");
  const id = useId();
  const gated = engineOptions.find((option) => option === name);
  const lacking = gated ? missing[gated] : [];
  const [isOn, wasOn] = [draft[name], base.options[name]];
  return (
    <OptionSection
      controlId={id}
      label={t(`labels.${name}`)}
      text={t.rich(`texts.${name}`, { code, limit: thresholds.selfieLiveness })}
      was={isOn === wasOn ? null : t("was", { value: t(wasOn ? "on" : "off") })}
      note={<EngineNote engines={lacking} isOn={wasOn} />}
      toggle={{ checked: isOn, disabled: lacking.length > 0 && !isOn && !wasOn, onChange: (checked) => edit({ [name]: checked }) }}
    />
  );
}
