import "server-only";
import { setMaxListeners } from "node:events";
import type { LiveEvent } from "@/lib/contracts/live";

declare global {
  /** What cuts each stream of this process; aborted when the process is told to stop. */
  var verdictEventStreamsStop: AbortSignal | undefined;
}

/** Of the signals that the server answers by ending what is under way; listens from its first call, before the server takes requests. */
export function stopOfProcess(): AbortSignal {
  if (globalThis.verdictEventStreamsStop === undefined) {
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());
    globalThis.verdictEventStreamsStop = stop.signal;
  }
  return globalThis.verdictEventStreamsStop;
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

/**
 * Server-sent events of one page, with a beat that keeps proxies from closing it and finds out who has gone. It would hold up
 * a server that is told to stop: also one that begins after that is cut then, not ended, for on a connection that stays the
 * page would ask again at once.
 */
export function eventStream({ subscribe, isWelcome, beatMs, signal }: EventSourceOfPage): Response {
  const encoder = new TextEncoder();
  const stop = stopOfProcess();
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
          clearInterval(beat);
          leave();
          signal.removeEventListener("abort", end);
          stop.removeEventListener("abort", cut);
          close();
        };
        end = () => finish(() => controller.close());
        const cut = () => finish(() => controller.error(new DOMException("The server stops.", "AbortError")));
        signal.addEventListener("abort", end, { once: true });
        stop.addEventListener("abort", cut, { once: true });
        send("retry: 2000\n: hello\n\n");
        if (signal.aborted) end();
        if (stop.aborted) cut();
      },
      cancel: () => end(),
    },
    { highWaterMark: mostUnread },
  );
  return new Response(body, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "private, no-store, no-transform", "x-accel-buffering": "no" },
  });
}
