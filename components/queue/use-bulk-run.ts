"use client";

import { useRef, useState } from "react";
import type { SubmissionItem } from "@/lib/contracts/submissions";

export interface BulkResult {
  submissionId: string;
  outcome: string;
}

export interface BulkRun<Result> {
  results: readonly Result[];
  total: number;
  isRunning: boolean;
  /** Why it ended before all were done; what has no result yet may be sent again. */
  failure: Error | null;
}

/** Cases of one request: few enough that a stop is obeyed at once. */
const fewCases = 5;

/**
 * An act on many cases, a few at a time: what came of each, how far it is, a stop between two requests. Going on after a
 * failure sends what has no result yet.
 */
export function useBulkRun<Result extends BulkResult>(
  items: readonly SubmissionItem[],
  send: (items: readonly SubmissionItem[]) => Promise<readonly Result[]>,
  portion = fewCases,
) {
  const [run, setRun] = useState<BulkRun<Result> | null>(null);
  const stopped = useRef(false);

  const start = async (): Promise<readonly Result[]> => {
    stopped.current = false;
    let results = run?.results ?? [];
    const left = items.filter(({ id }) => !results.some(({ submissionId }) => submissionId === id));
    const tell = (isRunning: boolean, failure: Error | null = null) => setRun({ results, total: items.length, isRunning, failure });
    tell(true);
    try {
      for (let at = 0; at < left.length && !stopped.current; at += portion) {
        results = [...results, ...(await send(left.slice(at, at + portion)))];
        tell(true);
      }
      tell(false);
    } catch (error) {
      tell(false, error instanceof Error ? error : new Error("unknown"));
    }
    return results;
  };

  return { run, start, stop: () => (stopped.current = true) };
}
