"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { useIsSignedOut } from "@/lib/queries/signed-out";

/** Stands over a page that holds what is not saved while nobody is signed in any more. */
export function SignedOutNotice() {
  const t = useTranslations("shell.signedOut");
  if (!useIsSignedOut()) return null;
  return (
    <div className="fixed top-2 left-1/2 z-40 w-[480px] max-w-[calc(100vw-32px)] -translate-x-1/2 rounded-control bg-surface shadow-pop">
      <Notice
        tone="warn"
        role="alert"
        actions={
          <a href="/sign-in" target="_blank" rel="noreferrer" className="whitespace-nowrap">
            {t("signIn")}
          </a>
        }
      >
        {t("text")}
      </Notice>
    </div>
  );
}
