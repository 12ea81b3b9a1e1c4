"use client";

import { useSyncExternalStore } from "react";
import { RequestError } from "./fetch-json";

let isOut = false;
const watchers = new Set<() => void>();

function tell(next: boolean): void {
  if (isOut === next) return;
  isOut = next;
  for (const changed of watchers) changed();
}

function watch(changed: () => void) {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** True of the answer to whose session has ended. */
export function isUnauthenticated(error: Error | null): boolean {
  return error instanceof RequestError && error.errorCode === "unauthenticated";
}

/** True when a page would ask before it is left: it holds what is not saved. The pages' own guards answer. */
function holdsUnsavedWork(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

/**
 * A session that has ended can show nothing more: the sign-in page takes over and leads back to where the person was. What
 * is typed and not saved stays on screen instead, and the page says so.
 */
export function noticeFailure(error: Error): void {
  if (!isUnauthenticated(error)) return;
  if (holdsUnsavedWork()) return tell(true);
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?${new URLSearchParams({ next: pathname + search }).toString()}`);
}

/** Any answer at all means that the session is there again. True when it was gone: it may be somebody else's now. */
export function noticeAnswer(): boolean {
  const wasOut = isOut;
  tell(false);
  return wasOut;
}

/** Whether the session has ended while something is not saved. */
export function useIsSignedOut(): boolean {
  return useSyncExternalStore(
    watch,
    () => isOut,
    () => false,
  );
}
