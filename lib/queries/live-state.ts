"use client";

import { useSyncExternalStore } from "react";

let lostAt: number | null = null;
const watchers = new Set<() => void>();

/** Says since when nothing is heard of changes, or by `null` that it is. */
export function tellLost(at: number | null): void {
  if ((lostAt === null) === (at === null)) return;
  lostAt = at;
  for (const changed of watchers) changed();
}

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** When the page ceased to be live, in milliseconds since 1970; null while it is, and before it was. */
export function useLostAt(): number | null {
  return useSyncExternalStore(
    watch,
    () => lostAt,
    () => null,
  );
}
