"use client";

import { useTranslations } from "next-intl";
import { addressBlockOf, originOf } from "@/lib/kyc/intake/access";
import { requestsPerMinuteRange } from "@/lib/kyc/options";
import { ListOption } from "./list-option";
import { NumberOption } from "./number-option";
import { PolicyGroup } from "./policy-group";
import type { PolicyForm } from "./use-policy-form";

/** From where, and how often, the API may be called. */
export function AccessOptions({ form, readOnly }: { form: PolicyForm; readOnly: boolean }) {
  const { base, draft, edit, round } = form;
  return (
    <PolicyGroup name="access">
      <ListOption
        key={`origins-${round.toString()}`}
        name="corsOrigins"
        values={draft.corsOrigins}
        inForce={base.options.corsOrigins}
        typed={draft.originText}
        read={originOf}
        readOnly={readOnly}
        onChange={(corsOrigins, originText) => edit({ corsOrigins, originText })}
      />
      <ListOption
        key={`blocks-${round.toString()}`}
        name="ipAllowList"
        values={draft.ipAllowList}
        inForce={base.options.ipAllowList}
        typed={draft.blockText}
        read={addressBlockOf}
        readOnly={readOnly}
        onChange={(ipAllowList, blockText) => edit({ ipAllowList, blockText })}
      />
      <RequestsOption form={form} />
    </PolicyGroup>
  );
}

function RequestsOption({ form: { base, draft, faults, edit } }: { form: PolicyForm }) {
  const t = useTranslations("policy");
  const inForce = String(base.options.requestsPerMinute);
  const fault = faults.requests;
  return (
    <NumberOption
      label={t("labels.requestsPerMinute")}
      text={t("requests.text")}
      unit={t("requests.unit", requestsPerMinuteRange)}
      value={draft.requests}
      usual={inForce}
      was={draft.requests.trim() === inForce ? null : t("was", { value: inForce })}
      fault={fault ? t(`requests.faults.${fault}`, requestsPerMinuteRange) : null}
      onChange={(requests) => edit({ requests: requests ?? "" })}
    />
  );
}
