"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState, type ComponentType } from "react";
import { keyOf } from "@/components/review/key-of";
import { useToast } from "@/components/ui/toast";
import { commandKey } from "./command-key";
import { offeredCommands, offeredKeyMap, providePalette, type Command } from "./commands";
import type { DeskDialogProps } from "./desk-dialog";
import { useSingleKeys } from "./single-keys";

interface Shown extends Pick<DeskDialogProps, "shows" | "offered" | "keyMap"> {
  Dialog: ComponentType<DeskDialogProps>;
}

const isDialogOpen = () => document.querySelector("dialog[open]") !== null;

/** Where letters and signs are the field's own, and where menus and dialogs have keys of theirs. */
const typedInto = "input:not([type=checkbox], [type=radio]), textarea, select, dialog, [role=menu], [role=dialog]";

/** The keys of every page of the desk: ⌘K or Ctrl+K for the palette, ? for the map of keys. */
export function DeskKeys() {
  const t = useTranslations("shell");
  const toast = useToast();
  const singleKeys = useSingleKeys();
  const isOnItsWay = useRef(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const [chosen, setChosen] = useState<Command | null>(null);

  const show = (shows: Shown["shows"]) => {
    isOnItsWay.current = true;
    const now = { shows, offered: offeredCommands(), keyMap: offeredKeyMap() };
    import("./desk-dialog").then(
      ({ DeskDialog }) => setShown({ ...now, Dialog: DeskDialog }),
      () => {
        isOnItsWay.current = false;
        toast({ tone: "warn", message: t("notLoaded") });
      },
    );
  };
  const pressFirst = useEffectEvent((event: KeyboardEvent) => {
    const [commands, others] = commandKey() === "⌘" ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
    const asksForPalette = commands && !others && !event.altKey && !event.shiftKey && keyOf(event) === "k";
    if (isDialogOpen()) isOnItsWay.current = false;
    else if (asksForPalette && !isOnItsWay.current) show("palette");
    // What is typed before the palette is there must not act on the page.
    if (isOnItsWay.current) event.stopPropagation();
    if (isOnItsWay.current || asksForPalette) event.preventDefault();
  });
  const pressLast = useEffectEvent((event: KeyboardEvent) => {
    const isElsewhere = event.defaultPrevented || (event.target instanceof Element && event.target.closest(typedInto) !== null);
    if (singleKeys && !isElsewhere && !event.ctrlKey && !event.metaKey && keyOf(event) === "?") show("keys");
  });
  const openPalette = useEffectEvent(() => show("palette"));
  useEffect(() => providePalette(() => openPalette()), []);
  useEffect(() => {
    const first = (event: KeyboardEvent) => pressFirst(event);
    const last = (event: KeyboardEvent) => pressLast(event);
    window.addEventListener("keydown", first, true);
    window.addEventListener("keydown", last);
    return () => {
      window.removeEventListener("keydown", first, true);
      window.removeEventListener("keydown", last);
    };
  }, []);

  // Once the palette is closed and has given the focus back; by the act as it is now, for the page may have changed behind it.
  useEffect(() => {
    if (chosen === null) return;
    const { reason, run } = offeredCommands().find(({ id }) => id === chosen.id) ?? chosen;
    if (!reason) run();
  }, [chosen]);

  if (shown === null) return null;
  const { Dialog, ...rest } = shown;
  const close = () => {
    isOnItsWay.current = false;
    setShown(null);
  };
  const choose = (command: Command) => {
    close();
    setChosen(command);
  };
  return <Dialog {...rest} onClose={close} onKeys={() => show("keys")} onChoose={choose} />;
}
