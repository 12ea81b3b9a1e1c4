import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";

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
        end = () => {
          if (isOver) return;
          isOver = true;
          clearInterval(beat);
          leave();
          signal.removeEventListener("abort", end);
          controller.close();
        };
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
