"use client";

import { useTranslations } from "next-intl";
import { useKeyMap } from "@/components/shell/commands";

const rows = [
  { name: "next", keys: ["n"] },
  { name: "search", keys: ["/"] },
  { name: "down", keys: ["j", "↓"] },
  { name: "up", keys: ["k", "↑"] },
  { name: "ends", keys: ["Home", "End"] },
  { name: "open", keys: ["Enter"] },
  { name: "select", keys: ["x"] },
  { name: "selectRange", keys: ["⇧ ↓", "⇧ ↑"] },
] as const;

/** Gives the keys of the list to `?`. */
export function useQueueKeys(): void {
  const t = useTranslations("queue.keys");
  useKeyMap(() => ({ title: t("title"), rows: rows.map(({ name, keys }) => ({ keys, text: t(name) })) }));
}
