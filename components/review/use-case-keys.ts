"use client";

import { useHotkeys } from "react-hotkeys-hook";
import { useSingleKeys } from "@/components/shell/single-keys";
import { keyOf } from "./key-of";

/** Menus and small dialogs have keys of their own. */
export function isElsewhere({ target, defaultPrevented }: KeyboardEvent): boolean {
  return defaultPrevented || (target instanceof Element && target.closest("[role=menu], [role=dialog], dialog") !== null);
}

/** A select of the form takes letters as its own; the one that chooses an image does not. */
function isTyping(event: KeyboardEvent): boolean {
  return isElsewhere(event) || (event.target instanceof HTMLSelectElement && event.target.form !== null);
}

/** A held key zooms and turns on; it opens, decides and leads on once. */
const isHeld = ({ key, repeat }: KeyboardEvent) => repeat && /^[\p{L}?]$/u.test(key);

/** Acts on keys by themselves, never while something is typed and never with a modifier: those belong to the browser. */
export function useCaseKeys(enabled: boolean, acts: Partial<Record<string, () => void>>) {
  const singleKeys = useSingleKeys();
  useHotkeys(
    "*",
    (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[keyOf(event)];
      if (act === undefined) return;
      event.preventDefault();
      if (!isHeld(event)) act();
    },
    { enabled: enabled && singleKeys, enableOnFormTags: ["select"], ignoreEventWhen: isTyping },
  );
}

/** Esc, from inside a text field too; a list that Esc closes first keeps it to itself, and so does a letter being composed. */
export function useEscape(enabled: boolean, act: () => void) {
  useHotkeys("escape", act, { enabled, enableOnFormTags: true, ignoreEventWhen: (event) => event.isComposing || isElsewhere(event) });
}
