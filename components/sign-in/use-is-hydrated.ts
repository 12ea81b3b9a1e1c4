import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False in the server's HTML: a form sent before its script runs would be sent by the browser, password and all. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
