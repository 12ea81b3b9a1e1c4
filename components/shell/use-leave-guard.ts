"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { askBeforeLeaving } from "./leaving";
import { holdTraversal, traverseTo } from "./traversal";

type Destination = { href: string } | { entry: string };

export interface LeaveGuard {
  /** True from the moment that a person wanted to go until they have chosen. */
  isAsking: boolean;
  /** The way to another page of the desk, for what is no link. */
  go: (href: string) => void;
  stay: () => void;
  leave: () => void;
}

function leadsAway(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (link === null || link.target === "_blank" || link.hasAttribute("download") || link.origin !== window.location.origin) return null;
  return link.pathname === window.location.pathname ? null : link;
}

/**
 * Holds a person on a page while something is not saved. The browser asks before it closes or loads another page; a link
 * of the desk, the palette, `go`, and Back and Forward (where the browser lets a page hold them) ask by a dialog. `onLeave` is told
 * when the person goes nevertheless.
 */
export function useLeaveGuard(hasUnsaved: boolean, onLeave: () => void = () => undefined): LeaveGuard {
  const router = useRouter();
  const [asking, setAsking] = useState<Destination | null>(null);
  const isLeaving = useRef(false);

  useEffect(() => {
    if (!hasUnsaved) return;
    const unload = (event: BeforeUnloadEvent) => {
      if (!isLeaving.current) event.preventDefault();
    };
    const click = (event: MouseEvent) => {
      const link = leadsAway(event);
      if (link === null) return;
      event.preventDefault();
      event.stopPropagation();
      setAsking({ href: link.pathname + link.search });
    };
    window.addEventListener("beforeunload", unload);
    document.addEventListener("click", click, true);
    const forget = askBeforeLeaving((href) => setAsking({ href }));
    const release = holdTraversal((entry) => setAsking({ entry }), () => !isLeaving.current);
    return () => {
      window.removeEventListener("beforeunload", unload);
      document.removeEventListener("click", click, true);
      forget();
      release();
    };
  }, [hasUnsaved]);

  // The path is that of a page of this desk.
  const open = (href: string) => router.push(href as Route);

  return {
    isAsking: hasUnsaved && asking !== null,
    go: (href) => (hasUnsaved ? setAsking({ href }) : open(href)),
    stay: () => setAsking(null),
    leave: () => {
      if (asking === null) return;
      isLeaving.current = true;
      onLeave();
      setAsking(null);
      if ("href" in asking) open(asking.href);
      else traverseTo(asking.entry);
    },
  };
}
