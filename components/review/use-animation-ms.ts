"use client";

import { useSyncExternalStore } from "react";

const animationMs = 100;
const calm = "(prefers-reduced-motion: reduce)";

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(calm);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** How long an image takes to its new place: no time for who wants no motion. */
export function useAnimationMs(): number {
  return useSyncExternalStore(subscribe, () => (window.matchMedia(calm).matches ? 0 : animationMs), () => animationMs);
}
