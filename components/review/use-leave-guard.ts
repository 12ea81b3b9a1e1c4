"use client";

import { useRouter } from "next/navigation";
import type { Route } from "next";
import { useEffect, useState, type MouseEvent } from "react";

export interface LeaveGuard {
  /** Where the person wanted to go and was asked first; null when nothing is asked. */
  asking: string | null;
  go: (href: string) => void;
  /** For the page's root: catches its links. */
  onClickCapture: (event: MouseEvent) => void;
  stay: () => void;
  leave: () => void;
}

/** Asks before leaving while something typed would be lost: by the browser when the page closes, by a dialog within the desk. */
export function useLeaveGuard(hasUnsaved: boolean): LeaveGuard {
  const router = useRouter();
  const [asking, setAsking] = useState<string | null>(null);

  useEffect(() => {
    if (!hasUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [hasUnsaved]);

  const open = (href: string) => router.push(href as Route);

  return {
    asking,
    go: (href) => (hasUnsaved ? setAsking(href) : open(href)),
    onClickCapture: (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href^='/']") : null;
      if (!hasUnsaved || link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      setAsking(link.getAttribute("href"));
    },
    stay: () => setAsking(null),
    leave: () => {
      if (asking !== null) open(asking);
    },
  };
}
