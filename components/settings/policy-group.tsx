"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** The groups of the policy, in the order of the screen. */
export const policyGroups = ["rules", "periods", "document", "selfie", "address", "processing", "desk", "access", "project"] as const;
export type PolicyGroupName = (typeof policyGroups)[number];

const idOf = (name: PolicyGroupName) => `policy-${name}`;

/** The way to each group. It stays in sight while the options scroll. */
export function PolicyIndex() {
  const t = useTranslations("policy.groups");
  return (
    <nav aria-label={t("title")} className="sticky top-0 z-10 flex min-h-8 flex-wrap items-center gap-x-3 border-b border-line bg-surface px-4 py-1 text-small">
      {policyGroups.map((name) => (
        <a key={name} href={`#${idOf(name)}`} className="rounded-small whitespace-nowrap text-text-2 hover:text-text hover:underline">
          {t(name)}
        </a>
      ))}
    </nav>
  );
}

/** Options that belong together, under a heading that the index leads to. */
export function PolicyGroup({ name, children }: { name: PolicyGroupName; children: ReactNode }) {
  const t = useTranslations("policy.groups");
  return (
    <section id={idOf(name)} aria-labelledby={`${idOf(name)}-title`} className="scroll-mt-14 border-b border-line last:border-b-0">
      <h2 id={`${idOf(name)}-title`} className="bg-sunken px-4 py-1.5 text-small font-medium text-text-2">
        {t(name)}
      </h2>
      {children}
    </section>
  );
}
