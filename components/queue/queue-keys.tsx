"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { useSingleKeys } from "@/components/shell/single-keys";

const KeysDialog = lazy(async () => ({ default: (await import("@/components/shell/keys-dialog")).KeysDialog }));

const rows = [
  { name: "next", keys: ["n"] },
  { name: "search", keys: ["/"] },
  { name: "down", keys: ["j", "↓"] },
  { name: "up", keys: ["k", "↑"] },
  { name: "ends", keys: ["Home", "End"] },
  { name: "open", keys: ["Enter"] },
  { name: "select", keys: ["x"] },
  { name: "selectRange", keys: ["⇧ ↓", "⇧ ↑"] },
  { name: "help", keys: ["?"] },
] as const;

/** `?` shows the keys of the list. */
export function QueueKeys() {
  const t = useTranslations("queue.keys");
  const singleKeys = useSingleKeys();
  const [open, setOpen] = useState(false);
  useHotkeys("?", () => setOpen(true), { useKey: true, enabled: singleKeys && !open });
  if (!open) return null;
  return (
    <Suspense>
      <KeysDialog open onClose={() => setOpen(false)} title={t("title")} rows={rows.map(({ name, keys }) => ({ keys, text: t(name) }))} />
    </Suspense>
  );
}
