"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PolicyVersion } from "@/lib/contracts/options";
import { formatInstant } from "@/lib/i18n/instant";
import { usePolicySentences } from "./use-policy-sentences";

const shownAtFirst = 8;

/** The versions of the policy in words, newest first: what changed, who saved it, when and why. */
export function PolicyVersions({ versions, timeZone }: { versions: readonly PolicyVersion[]; timeZone: string }) {
  const t = useTranslations("policy.versions");
  const sentences = usePolicySentences();
  const [all, setAll] = useState(false);
  const shown = all ? versions : versions.slice(0, shownAtFirst);

  const credit = ({ authorName, author, createdAt, reason }: PolicyVersion) => {
    const name = author === "system" ? t("system") : authorName;
    const time = formatInstant(createdAt, timeZone);
    return reason === null ? t("byWithoutReason", { name, time }) : t("by", { name, time, reason });
  };

  return (
    <section className="p-4">
      <div className="mb-3 flex min-h-6 items-center gap-2">
        <h2 className="font-semibold">{t("title")}</h2>
        {versions.length > shownAtFirst ? (
          <button type="button" onClick={() => setAll(!all)} className="ml-auto rounded-small text-small text-accent-text hover:underline">
            {all ? t("fewer") : t("all", { count: versions.length })}
          </button>
        ) : null}
      </div>
      <ul>
        {shown.map((version, index) => (
          <li key={version.version} className="grid grid-cols-[80px_minmax(0,1fr)] gap-2 border-t border-line py-2 first:border-t-0 first:pt-0">
            <span className="font-medium">{t("version", { version: version.version })}</span>
            <span className="min-w-0 break-words">
              {sentences(version, versions[index + 1])}
              <span className="block text-small text-text-3">{credit(version)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
