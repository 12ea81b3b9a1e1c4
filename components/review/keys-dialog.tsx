"use client";

import { useTranslations } from "next-intl";
import { KeysDialog as Keys } from "@/components/shell/keys-dialog";

const rows = [
  { name: "next", keys: ["n"] },
  { name: "edit", keys: ["e"] },
  { name: "approve", keys: ["a"] },
  { name: "reject", keys: ["r"] },
  { name: "note", keys: ["m"] },
  { name: "images", keys: ["1", "2", "3", "4"] },
  { name: "zoom", keys: ["+", "-", "0"] },
  { name: "pan", keys: ["←", "→", "↑", "↓"] },
  { name: "rotate", keys: ["[", "]"] },
  { name: "save", keys: ["Enter"] },
  { name: "cancel", keys: ["Esc"] },
  { name: "pick", keys: ["1", "…", "0"] },
  { name: "search", keys: ["/"] },
  { name: "confirm", keys: ["Ctrl", "Enter"] },
  { name: "help", keys: ["?"] },
] as const;

/** Every key of the case, in words. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("case.keys");
  return <Keys open onClose={onClose} title={t("title")} rows={rows.map(({ name, keys }) => ({ keys, text: t(name) }))} />;
}
