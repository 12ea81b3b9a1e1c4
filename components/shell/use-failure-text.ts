"use client";

import { useTranslations } from "next-intl";
import { RequestError } from "@/lib/queries/fetch-json";
import type messages from "@/lib/i18n/messages/en/errors.json";

/** What a refused or lost request means, in the reader's language; the server's own message is for programs. */
export function useFailureText(): (error: Error) => string {
  const t = useTranslations("errors");

  return (error) => {
    if (!(error instanceof RequestError)) return t("unknown");
    const code = error.errorCode as keyof typeof messages;
    if (t.has(code)) return t(code);
    return error.isTemporary ? t("unreachable") : t("unknown");
  };
}
