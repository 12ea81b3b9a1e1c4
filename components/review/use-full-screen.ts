"use client";

import { useSyncExternalStore, type RefObject } from "react";

function subscribe(changed: () => void) {
  document.addEventListener("fullscreenchange", changed);
  return () => document.removeEventListener("fullscreenchange", changed);
}

export interface FullScreen {
  /** False where the browser has none, as on most telephones. */
  isPossible: boolean;
  isOn: boolean;
  /** Rejects when the browser refuses it. */
  toggle: () => Promise<void>;
}

/** An element alone on the whole screen; Esc, which is the browser's own here, ends it too. Dialogs stand above it. */
export function useFullScreen(element: RefObject<HTMLElement | null>): FullScreen {
  const isPossible = useSyncExternalStore(subscribe, () => document.fullscreenEnabled, () => true);
  const isOn = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null, () => false);
  return { isPossible, isOn, toggle: async () => (isOn ? document.exitFullscreen() : element.current?.requestFullscreen()) };
}
