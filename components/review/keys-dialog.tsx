"use client";

import { useTranslations } from "next-intl";
import { commandKey } from "@/components/shell/command-key";
import { KeysDialog as Keys } from "@/components/shell/keys-dialog";
import { viewerKeys } from "./viewer-keys";

/** `null` is the key that goes with commands on this machine. */
const rows = [
  { name: "next", keys: ["n"] },
  { name: "edit", keys: ["e"] },
  { name: "approve", keys: ["a"] },
  { name: "reject", keys: ["r"] },
  { name: "ask", keys: ["q"] },
  { name: "undo", keys: ["z"] },
  { name: "note", keys: ["m"] },
  { name: "images", keys: ["1", "2", "3", "4"] },
  { name: "zoom", keys: ["+", "-", "0"] },
  { name: "pan", keys: ["←", "→", "↑", "↓"] },
  { name: "rotate", keys: [viewerKeys.rotateLeft, viewerKeys.rotateRight] },
  { name: "light", keys: [viewerKeys.darker, viewerKeys.brighter] },
  { name: "contrast", keys: [viewerKeys.lessContrast, viewerKeys.moreContrast] },
  { name: "invert", keys: [viewerKeys.invert] },
  { name: "loupe", keys: [viewerKeys.loupe] },
  { name: "sideBySide", keys: [viewerKeys.sideBySide] },
  { name: "link", keys: [viewerKeys.link] },
  { name: "faces", keys: [viewerKeys.faces] },
  { name: "fullScreen", keys: [viewerKeys.fullScreen] },
  { name: "save", keys: ["Enter"] },
  { name: "cancel", keys: ["Esc"] },
  { name: "pick", keys: ["1", "…", "0"] },
  { name: "search", keys: ["/"] },
  { name: "confirm", keys: ["Ctrl", "Enter"] },
  { name: "palette", keys: [null, "K"] },
  { name: "help", keys: ["?"] },
] as const;

/** Every key of the case, in words. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("case.keys");
  return <Keys open onClose={onClose} title={t("title")} rows={rows.map(({ name, keys }) => ({ keys: keys.map((key) => key ?? commandKey()), text: t(name) }))} />;
}
