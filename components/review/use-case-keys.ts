"use client";

import { useHotkeys } from "react-hotkeys-hook";
import { keyOf } from "./key-of";

/** Acts on keys by themselves, never while something is typed and never with a modifier: those belong to the browser. */
export function useCaseKeys(enabled: boolean, acts: Partial<Record<string, () => void>>) {
  useHotkeys(
    "*",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const act = acts[keyOf(event)];
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
    { enabled },
  );
}
