"use client";

import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { countCharacters, otherTextLimit } from "@/lib/kyc/codes/reject-comments";
import { retryTimeoutRange } from "@/lib/kyc/options";
import { NumberOption } from "./number-option";
import { describedBy, OptionSection } from "./option-section";
import { PolicyGroup } from "./policy-group";
import { SwitchOption } from "./switch-option";
import type { PolicyForm } from "./use-policy-form";

/** Who decides, and what becomes of what nobody finishes. */
export function ProcessingOptions({ form }: { form: PolicyForm }) {
  return (
    <PolicyGroup name="processing">
      <SwitchOption name="automatedProcessingOnly" form={form} />
      {form.draft.automatedProcessingOnly ? <RejectionTextOption form={form} /> : null}
      <RetryTimeoutOption form={form} />
      <ReviewerOption form={form} />
    </PolicyGroup>
  );
}

function RejectionTextOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const id = useId();
  const text = draft.automatedRejectionText;
  const fault = faults.rejectionText ? t(`rejectionText.${faults.rejectionText}`, { limit: otherTextLimit }) : null;
  const inForce = base.options.automatedRejectionText;
  return (
    <OptionSection
      controlId={id}
      label={t("labels.automatedRejectionText")}
      text={t("rejectionText.count", { count: countCharacters(text.trim()), limit: otherTextLimit })}
      was={text.trim() === inForce ? null : t("was", { value: `“${inForce}”` })}
      fault={fault}
    >
      <TextArea
        id={id}
        rows={3}
        dir="auto"
        value={text}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, fault)}
        onChange={(event) => edit({ automatedRejectionText: event.target.value })}
      />
    </OptionSection>
  );
}

function RetryTimeoutOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const inForce = base.options.retryTimeoutHours;
  const usual = inForce === null ? "" : String(inForce);
  const fault = faults.retryTimeout;
  return (
    <NumberOption
      label={t("labels.retryTimeoutHours")}
      text={t.rich("retryTimeout.text", { code: (chunks: ReactNode) => <code className="mono">{chunks}</code> })}
      switchLabel={t("retryTimeout.switch")}
      unit={t("retryTimeout.unit", retryTimeoutRange)}
      value={draft.retryTimeout}
      usual={usual}
      was={(draft.retryTimeout?.trim() ?? "") === usual && !fault ? null : t("was", { value: inForce === null ? t("off") : t("retryTimeout.hours", { count: inForce }) })}
      fault={fault ? t(`retryTimeout.faults.${fault}`, retryTimeoutRange) : null}
      onChange={(retryTimeout) => edit({ retryTimeout })}
    />
  );
}

const reviewers = ["desk_and_api", "desk_only"] as const;

function ReviewerOption({ form: { base, draft, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const id = useId();
  const inForce = base.options.reviewer;
  return (
    <OptionSection
      controlId={id}
      label={t("labels.reviewer")}
      text={t("texts.reviewer")}
      was={draft.reviewer === inForce ? null : t("was", { value: t(`reviewers.${inForce}`) })}
    >
      <Select
        id={id}
        value={draft.reviewer}
        aria-describedby={describedBy(id, null)}
        onChange={(event) => edit({ reviewer: reviewers.find((each) => each === event.target.value) ?? draft.reviewer })}
        className="max-w-48"
      >
        {reviewers.map((each) => (
          <option key={each} value={each}>
            {t(`reviewers.${each}`)}
          </option>
        ))}
      </Select>
    </OptionSection>
  );
}
