"use client";

import { useTranslations } from "next-intl";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { addressLine } from "./address-line";

/** The address that the applicant gave, beside the proof of it. */
export function AddressNote({ address }: { address: NonNullable<SubmissionDetail["address"]> }) {
  const t = useTranslations("case.intake");
  return (
    <p className="border-b border-line bg-surface px-4 py-1 break-words">
      <span className="text-text-3">{t("addressGiven")}</span> <bdi>{addressLine(address)}</bdi>
    </p>
  );
}
