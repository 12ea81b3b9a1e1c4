"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { formatClock } from "@/lib/i18n/instant";
import { askEveryMs, useRecovery } from "./use-recovery";

export interface ErrorScreenProps {
  /** The id under which the server logged the error. */
  reference: string | undefined;
  /** Asks for the page again. */
  retry: () => void;
}

/** A page that could not be made: says since when, and comes back by itself as soon as the server answers. */
export function ErrorScreen({ reference, retry }: ErrorScreenProps) {
  const t = useTranslations("shell.error");
  const common = useTranslations("common");
  const [since] = useState(() => `${formatClock(new Date(), "UTC", { seconds: true })} UTC`);

  const stuck = useRecovery(retry) === "stuck";

  return (
    <ErrorState title={stuck ? t("unexpected") : t("title")} actions={<Button onClick={retry}>{common("tryAgain")}</Button>}>
      <p>{stuck ? t("unexpectedText") : t("text")}</p>
      <p className="text-small text-text-3">
        {stuck ? null : t("since", { time: since, seconds: askEveryMs / 1000 })}
        {reference ? (
          <span className="block">
            {t("reference")} <span className="mono">{reference}</span>
          </span>
        ) : null}
      </p>
    </ErrorState>
  );
}
