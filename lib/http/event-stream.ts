import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";

declare global {
  /** What is told to each page that listens to this process ends by these. */
  var verdictEventStreams: Set<() => void> | undefined;
}

/**
 * Streams would hold up a server that is told to stop. They are cut, not ended: on a connection that stays, the page would
 * ask again at once.
 */
function cutAtStop(end: () => void): () => void {
  if (globalThis.verdictEventStreams === undefined) {
    const open = (globalThis.verdictEventStreams = new Set());
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => [...open].forEach((each) => each()));
  }
  const open = globalThis.verdictEventStreams;
  open.add(end);
  return () => open.delete(end);
}

/** A page that takes nothing for this long is gone, or cannot keep up: it begins anew. */
const mostUnread = 100;

export interface EventSourceOfPage {
  /** Begins to tell; what is returned ends it. */
  subscribe(listener: (event: LiveEvent) => void): () => void;
  /** Whether the page may go on hearing; asked at every beat. */
  isWelcome(): Promise<boolean>;
  beatMs: number;
  signal: AbortSignal;
}

/** Server-sent events of one page, with a beat that keeps proxies from closing it and finds out who has gone. */
export function eventStream({ subscribe, isWelcome, beatMs, signal }: EventSourceOfPage): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOver = false;
        const send = (text: string) => {
          if (isOver) return;
          if ((controller.desiredSize ?? 0) <= 0) return end();
          controller.enqueue(encoder.encode(text));
        };
        const leave = subscribe((event) => send(`data: ${JSON.stringify(event)}\n\n`));
        const beat = setInterval(() => {
          isWelcome().then(
            (welcome) => (welcome ? send(": beat\n\n") : end()),
            () => end(),
          );
        }, beatMs);
        const finish = (close: () => void) => {
          if (isOver) return;
          isOver = true;
          forget();
          clearInterval(beat);
          leave();
          signal.removeEventListener("abort", end);
          close();
        };
        end = () => finish(() => controller.close());
        const forget = cutAtStop(() => finish(() => controller.error(new DOMException("The server stops.", "AbortError"))));
        signal.addEventListener("abort", end, { once: true });
        send("retry: 2000\n: hello\n\n");
        if (signal.aborted) end();
      },
      cancel: () => end(),
    },
    { highWaterMark: mostUnread },
  );
  return new Response(body, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "private, no-store, no-transform", "x-accel-buffering": "no" },
  });
}
