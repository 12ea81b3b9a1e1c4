"use client";

import { useTranslations } from "next-intl";
import { RequestError } from "@/lib/queries/fetch-json";

const known = ["forbidden", "not_found", "last_admin", "exists"] as const;

/** What a refused or lost request means, in the reader's language. */
export function useFailureText(): (error: Error) => string {
  const t = useTranslations("settings.failures");

  return (error) => {
    if (!(error instanceof RequestError)) return t("unknown", { message: error.message });
    const code = known.find((name) => name === error.errorCode);
    if (code) return t(code);
    if (error.isTemporary) return t("unreachable");
    return error.errorCode === "bad_input" ? t("bad_input", { message: error.message }) : t("unknown", { message: error.message });
  };
}
