"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { rememberChoice } from "@/components/shell/remembered";
import { localeCookie, localeNames, locales } from "@/lib/i18n/locale";

/** Before anyone is signed in: the languages side by side, each in its own words. */
export function LanguageSwitch() {
  const t = useTranslations("signIn");
  const current = useLocale();
  const router = useRouter();

  return (
    <div role="group" aria-label={t("language")} className="flex gap-2">
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          className={`min-h-6 rounded-small px-1 ${locale === current ? "font-medium" : "text-accent-text"}`}
          onClick={() => {
            rememberChoice(localeCookie, locale);
            router.refresh();
          }}
        >
          {localeNames[locale]}
        </button>
      ))}
    </div>
  );
}
