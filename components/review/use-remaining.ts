"use client";

import { useEffect, useState } from "react";

const secondsTo = (until: number) => Math.max(0, Math.ceil((until - performance.now()) / 1000));

/** Whole seconds until `until`, by `performance.now()`; 0 from then on. */
export function useRemaining(until: number): number {
  const [seconds, setSeconds] = useState(() => secondsTo(until));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsTo(until)), 250);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}
