"use client";

const askers = new Set<(href: string) => void>();

/** Lets a page with something unsaved ask before the desk leads away from it by itself; undone by what it returns. */
export function askBeforeLeaving(ask: (href: string) => void): () => void {
  askers.add(ask);
  return () => {
    askers.delete(ask);
  };
}

/** Goes to another page of the desk, unless the page that is open asks first. */
export function leaveFor(href: string, open: (href: string) => void): void {
  const [ask] = askers;
  (ask ?? open)(href);
}
