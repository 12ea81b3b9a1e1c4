"use client";

import type { Route } from "next";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";

const key = "verdict.queue";
const plain: Route = "/queue";

/** Remembers in this tab how the queue is filtered, so that the way back from a case leads there; a search, which may name a person, is not kept. */
export function useRememberQueue(): void {
  const isQueue = usePathname() === plain;
  const params = new URLSearchParams(useSearchParams());
  params.delete("q");
  const query = params.toString();

  useEffect(() => {
    if (isQueue) sessionStorage.setItem(key, query);
  }, [isQueue, query]);
}

const subscribe = () => () => undefined;

/** The queue as it was left in this tab. */
export function useQueueAddress(): Route {
  const query = useSyncExternalStore(subscribe, () => sessionStorage.getItem(key) ?? "", () => "");
  return query === "" ? plain : `${plain}?${query}`;
}
