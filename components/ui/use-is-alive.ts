"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False while the page is what the server drew, true once the browser has taken it over. */
export const useIsAlive = (): boolean => useSyncExternalStore(never, () => true, () => false);
