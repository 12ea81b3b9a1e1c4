import "server-only";
import type { Database } from "@/db";
import { countWaiting, tellLive } from "@/db/queries/live";
import type { LiveEvent, LiveNotice } from "@/lib/contracts/live";
import type { ProjectId } from "@/lib/kyc/ids";
import { atMostEvery } from "./at-most-every";
import { createLiveListener, type Warn } from "./live-listener";

/** The counts stop here: one equal to it reads "10,000+". */
export const waitingLimit = 10_000;

/** One statement counts for every project that changed, at most this often. */
const countEveryMs = 1_000;
/** Lease traffic of one process is told together. */
const announceEveryMs = 200;

type Listener = (event: LiveEvent) => void;

export interface LiveHub {
  /** Hears of a project until the function that is returned is called; of the count of what waits at once. */
  subscribe(projectId: ProjectId, listener: Listener): () => void;
  /** Tells every process that it changed who holds a case. */
  announce(projectId: ProjectId, submissionId: string): void;
  close(): Promise<void>;
}

/**
 * What every page of one process hears through one listening connection, which is opened for the first of them. While it is
 * lost, nothing is told; when it is back, everybody is told that something may have been missed.
 */
export function createLiveHub({ url, db, warn }: { url: string; db: Database; warn: Warn }): LiveHub {
  const listeners = new Map<ProjectId, Set<Listener>>();
  const tell = (projectId: ProjectId, event: LiveEvent) => {
    for (const listener of listeners.get(projectId) ?? []) listener(event);
  };

  const countSoon = atMostEvery<ProjectId>(countEveryMs, (changed) => {
    const projectIds = changed.filter((id) => listeners.has(id));
    if (projectIds.length === 0) return;
    countWaiting(db, projectIds, waitingLimit).then(
      (counts) => {
        for (const [projectId, waiting] of counts) tell(projectId, { type: "waiting", waiting, limit: waitingLimit });
      },
      (error: unknown) => warn(error, "what waits could not be counted"),
    );
  });

  const hear = ({ projectId: id, cases }: LiveNotice) => {
    const projectId = id as ProjectId;
    tell(projectId, cases === null ? { type: "lost" } : { type: "cases", cases });
    if (cases === null || cases.some(({ act }) => act !== "lease")) countSoon(projectId);
  };
  const begin = () => {
    for (const projectId of listeners.keys()) {
      tell(projectId, { type: "lost" });
      countSoon(projectId);
    }
  };
  const connection = createLiveListener(url, { hear, begin, warn });

  const unannounced = new Map<ProjectId, Set<string>>();
  const announceSoon = atMostEvery<ProjectId>(announceEveryMs, (projectIds) => {
    for (const projectId of projectIds) {
      const cases = [...(unannounced.get(projectId) ?? [])].map((each) => ({ id: each, act: "lease" }));
      unannounced.delete(projectId);
      tellLive(db, { projectId, cases }).catch((error: unknown) => warn(error, "a change of leases could not be told"));
    }
  });

  return {
    subscribe: (projectId, listener) => {
      const heard = listeners.get(projectId) ?? new Set();
      listeners.set(projectId, heard.add(listener));
      void connection.open();
      countSoon(projectId);
      return () => {
        heard.delete(listener);
        if (heard.size === 0 && listeners.get(projectId) === heard) listeners.delete(projectId);
      };
    },
    announce: (projectId, submissionId) => {
      unannounced.set(projectId, (unannounced.get(projectId) ?? new Set()).add(submissionId));
      announceSoon(projectId);
    },
    close: () => connection.close(),
  };
}
