"use client";

import { useTranslations } from "next-intl";
import type { Choice } from "./choice";
import type { HitComment } from "./draft";
import { previewOf } from "./picker-list";

/** The messages word for word, in the catalogue's order. */
export function PickerPreview({ email, fixed, choice }: { email: string | null; fixed: readonly HitComment[]; choice: Choice }) {
  const t = useTranslations("picker");
  const messages = previewOf(fixed, choice);

  return (
    <aside aria-label={t("preview")} className="flex min-w-0 flex-col gap-3 border-line bg-sunken px-4 pt-3 pb-4 max-[919px]:border-t min-[920px]:border-l">
      <div>
        <h3 className="font-semibold">{t("preview")}</h3>
        <p className="truncate text-small text-text-3" title={email ?? undefined}>
          {email === null ? t("inEnglish") : t("toInEnglish", { email })}
        </p>
      </div>
      {messages.length === 0 ? <p className="text-text-3">{t("previewEmpty")}</p> : null}
      <ul className="grid gap-2">
        {messages.map(({ code, message }) => (
          <li key={code} className="min-w-0 rounded-control border border-line bg-surface p-3">
            {message === null ? (
              <p className="text-text-3">{t("otherEmpty")}</p>
            ) : (
              <p dir="auto" className="break-words whitespace-pre-line" lang={code === "other" ? undefined : "en"}>
                {message}
              </p>
            )}
            <p className="mono mt-2 text-text-3">{code}</p>
          </li>
        ))}
      </ul>
    </aside>
  );
}
