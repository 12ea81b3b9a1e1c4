"use client";

import { useEffect, useState } from "react";

const tickMs = 30_000;

/** The clock of the browser, every half minute; `initial` until the page is alive, so that server and browser draw the same. */
export function useNow(initial: number): number {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, initial);
}
