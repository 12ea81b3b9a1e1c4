import type { KeepDraftInput, KeptDraft } from "@/lib/contracts/drafts";
import { fetchJson, RequestError } from "./fetch-json";

const draftUrl = (submissionId: string) => `/api/submissions/${submissionId}/draft`;

/** Typing pauses this long before it is kept; what could not be kept is tried again. */
const pauseMs = 500;
const againMs = 5_000;

export const findDraft = async (submissionId: string): Promise<KeptDraft | null> => (await fetchJson(draftUrl(submissionId), "draft")).draft;

/** Keeps what is typed on one case on the server, one request at a time, the newest only. */
export interface DraftKeeper {
  keep(typed: KeepDraftInput): void;
  /** At once, for a page that is being left. */
  flush(): void;
  /** Forgets what was kept: it was saved, or given up. */
  drop(): void;
  /** There is a draft on the server already. */
  found(): void;
}

export function createDraftKeeper(submissionId: string): DraftKeeper {
  let waiting: KeepDraftInput | null = null;
  let isKept = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<void> = Promise.resolve();

  const put = async (typed: KeepDraftInput) => {
    isKept = true;
    try {
      await fetchJson(draftUrl(submissionId), "nothing", { method: "PUT", body: JSON.stringify(typed), keepalive: true });
    } catch (error) {
      if (!(error instanceof RequestError && error.isTemporary) || waiting !== null || !isKept) return;
      waiting = typed;
      timer = setTimeout(send, againMs);
    }
  };
  const taken = (): KeepDraftInput | null => {
    const typed = waiting;
    clearTimeout(timer);
    waiting = null;
    return typed;
  };
  function send(): void {
    const typed = taken();
    if (typed !== null) last = last.then(() => put(typed));
  }

  return {
    keep: (typed) => {
      waiting = typed;
      clearTimeout(timer);
      timer = setTimeout(send, pauseMs);
    },
    flush: () => {
      const typed = taken();
      if (typed !== null) void put(typed);
    },
    found: () => {
      isKept = true;
    },
    drop: () => {
      taken();
      if (!isKept) return;
      isKept = false;
      last = last.then(() => fetchJson(draftUrl(submissionId), "nothing", { method: "DELETE", keepalive: true }).then(ignore, ignore));
    },
  };
}

const ignore = () => undefined;
