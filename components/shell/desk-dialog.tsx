"use client";

import { useTranslations } from "next-intl";
import { commandKey } from "./command-key";
import { CommandPalette, type CommandPaletteProps } from "./command-palette";
import type { KeyMap } from "./commands";
import { KeysDialog } from "./keys-dialog";

export interface DeskDialogProps extends CommandPaletteProps {
  shows: "palette" | "keys";
  /** The map of keys of the page; null where it has none. */
  keyMap: KeyMap | null;
}

/** What the keys of the desk open: asked for with the first of them, for no page needs it to be shown. */
export function DeskDialog({ shows, keyMap, ...palette }: DeskDialogProps) {
  const t = useTranslations("shell.deskKeys");
  if (shows === "palette") return <CommandPalette {...palette} />;

  const rows = [
    ...(keyMap?.rows ?? []),
    { keys: [commandKey(), "K"], text: t("palette") },
    { keys: ["?"], text: t("help") },
    { keys: ["Esc"], text: t("close") },
  ];
  return <KeysDialog open onClose={palette.onClose} title={keyMap?.title ?? t("title")} rows={rows} />;
}
