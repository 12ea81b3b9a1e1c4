"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Claimed } from "@/lib/contracts/leases";

/** Why there is no next case, although cases may be waiting. */
export function NoneFree({ claimed: { held, skipped } }: { claimed: Claimed }) {
  const t = useTranslations("queue.noneFree");
  if (held === 0 && skipped === 0) return t("nothing");
  return (
    <>
      {held > 0 && skipped > 0 ? t("both", { held, skipped }) : held > 0 ? t("held", { held }) : t("skipped", { skipped })}{" "}
      <Link href="/queue" className="underline underline-offset-2">
        {t("show")}
      </Link>
    </>
  );
}
