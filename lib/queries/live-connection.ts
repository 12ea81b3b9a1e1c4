"use client";

import { liveEventSchema, type LiveEvent } from "@/lib/contracts/live";
import { tellLost } from "./live-state";

/** How soon a connection that was refused is tried again; the browser itself tries one that broke. */
export const reconnectMs = 3_000;
/** A tab that nobody looks at gives its connection back after this long: a browser has few for one address. */
const hiddenMs = 60_000;

function readEvent(text: string): LiveEvent | null {
  return liveEventSchema.safeParse(JSON.parse(text)).data ?? null;
}

/** Hears of changes while somebody looks, and tells `follow`; after a gap, that everything may have changed. Ends when called. */
export function connectLive(follow: (event: LiveEvent) => void): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let hasGap = false;

  const close = () => {
    clearTimeout(retry);
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    const opened = new EventSource("/api/live");
    source = opened;
    opened.onopen = () => {
      tellLost(null);
      if (hasGap) follow({ type: "lost" });
      hasGap = false;
    };
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      const event = readEvent(data);
      if (event !== null) follow(event);
    };
    opened.onerror = () => {
      hasGap = true;
      tellLost(Date.now());
      if (opened.readyState === EventSource.CLOSED) retry = setTimeout(open, reconnectMs);
    };
  };
  const look = () => {
    clearTimeout(hiding);
    if (document.visibilityState === "visible") {
      if (source === null) open();
    } else {
      hiding = setTimeout(() => {
        close();
        hasGap = true;
      }, hiddenMs);
    }
  };

  open();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    clearTimeout(hiding);
    close();
  };
}
