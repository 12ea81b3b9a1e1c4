"use client";

import { useSyncExternalStore } from "react";
import { rememberChoice, rememberedChoice } from "./remembered";

const keysCookie = "verdict.keys";
const watchers = new Set<() => void>();

/** As they are now, for what is no component. */
export const singleKeysAreOn = () => rememberedChoice(keysCookie) !== "off";

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** Keys that act by themselves, such as `n`, can be switched off: speech input and a slip of the hand type letters too (WCAG 2.1.4). */
export function switchSingleKeys(on: boolean): void {
  rememberChoice(keysCookie, on ? "on" : "off");
  for (const changed of watchers) changed();
}

/** Whether single letters, digits and signs act. Enter, Esc, arrows and what goes with Ctrl always do. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(watch, singleKeysAreOn, () => true);
}
