"use client";

import { useEffect, useState } from "react";

const secondsUntil = (until: number) => Math.max(0, Math.ceil((until - Date.now()) / 1000));

/** Whole seconds until an instant, counted down; 0 when it is over. */
export function useTimeLeft(until: number): number {
  const [now, setNow] = useState({ until, seconds: secondsUntil(until) });
  if (now.until !== until) setNow({ until, seconds: secondsUntil(until) });
  const isOver = now.seconds === 0;

  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow({ until, seconds: secondsUntil(until) }), 1000);
    return () => clearInterval(timer);
  }, [until, isOver]);

  return now.seconds;
}
