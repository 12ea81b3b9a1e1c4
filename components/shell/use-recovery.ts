"use client";

import { useEffect, useState } from "react";
import { isServerHealthy } from "@/lib/queries/health";

/** How often the server is asked whether it is back. */
export const askEveryMs = 3000;

/** A page that fails while the server is well is brought back by itself this often a minute, and then by hand. */
const triesAMinute = 3;
const tries: number[] = [];

function mayTry(now: number): boolean {
  while (tries[0] !== undefined && now - tries[0] > 60_000) tries.shift();
  return tries.length < triesAMinute;
}

/** Asks until the server answers, then calls `bringBack`. `stuck` when the server is well and the page fails all the same. */
export function useRecovery(bringBack: () => void): "waiting" | "stuck" {
  const [state, setState] = useState<"waiting" | "stuck">("waiting");

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;

    const ask = async () => {
      const healthy = await isServerHealthy();
      if (over) return;
      if (!healthy) {
        timer = setTimeout(() => void ask(), askEveryMs);
      } else if (mayTry(Date.now())) {
        tries.push(Date.now());
        bringBack();
      } else {
        setState("stuck");
      }
    };
    timer = setTimeout(() => void ask(), 1000);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [bringBack]);

  return state;
}
