"use client";

import { useTranslations } from "next-intl";
import type { Proposal } from "@/lib/contracts/submissions";
import { formatInstant } from "@/lib/i18n/instant";
import { fieldNames, type FieldName } from "@/lib/kyc/fields";
import { useFieldText } from "./field-text";
import { ToldCodes } from "./told-codes";

/** What somebody proposes: the outcome, the corrections that are saved with it, and what the applicant will read. */
export function ProposalPanel({ proposal, timeZone }: { proposal: Proposal; timeZone: string }) {
  const t = useTranslations("case.second");
  return (
    <section aria-label={t("label")} className="border-b border-line px-4 py-3">
      <h2 className="flex flex-wrap items-baseline gap-x-2 font-semibold">
        {t(`proposed.${proposal.outcome}`)}
        <span className="font-normal text-text-2">{t("by", { name: proposal.makerName, at: formatInstant(proposal.createdAt, timeZone) })}</span>
      </h2>
      <ProposedFields proposal={proposal} />
      <ToldCodes codes={proposal.codes} comments={proposal.comments} />
    </section>
  );
}

/** The corrections that a confirmation saves. */
export function ProposedFields({ proposal }: { proposal: Proposal }) {
  const t = useTranslations("case.second");
  const fieldName = useTranslations("fields");
  const fieldText = useFieldText();
  const corrected = fieldNames.filter((field) => proposal.fields[field] !== undefined);
  if (corrected.length === 0) return null;
  const textOf = (field: FieldName) => {
    const value = proposal.fields[field] ?? null;
    return value === null ? t("nothing") : fieldText(field, value);
  };

  return (
    <ul className="mt-1 mb-2">
      {corrected.map((field) => (
        <li key={field}>{t("corrects", { field: fieldName(field), value: textOf(field) })}</li>
      ))}
    </ul>
  );
}
