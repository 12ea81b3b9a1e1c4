"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Viewer } from "@/lib/contracts/members";
import { viewerOptions } from "./viewer";

/** Who is signed in. The desk's layout has put it into the cache, so it never waits there. */
export function useViewer(): Viewer {
  return useSuspenseQuery(viewerOptions()).data;
}
