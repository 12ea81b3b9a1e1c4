"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { LeaseHolder } from "@/lib/contracts/leases";
import { renewSeconds } from "@/lib/kyc/review/lease";
import { createCaseLease, type CaseLease, type LeaseView } from "./case-lease";
import { submissionKeys } from "./submission-keys";

const ignore = () => undefined;

/** Renews at its pace, and at once where time may have gone by unnoticed; a page that the browser kept aside takes the case anew. */
function keepAlive(lease: CaseLease): () => void {
  const renew = () => void lease.renew().catch(ignore);
  const wake = () => {
    if (document.visibilityState === "visible") renew();
  };
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (persisted) lease.take().catch(ignore);
  };

  lease.take().catch(ignore);
  const timer = setInterval(renew, renewSeconds * 1000);
  window.addEventListener("online", renew);
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("pagehide", lease.leave);
  window.addEventListener("pageshow", comeBack);
  return () => {
    clearInterval(timer);
    window.removeEventListener("online", renew);
    document.removeEventListener("visibilitychange", wake);
    window.removeEventListener("pagehide", lease.leave);
    window.removeEventListener("pageshow", comeBack);
    lease.leave();
  };
}

/**
 * Holds a case while its page is open and somebody may work on it, and frees it when the page is left. `seen` is who
 * holds the case as it was last read: a change is looked into, and a case that has become free is taken.
 */
export function useLease(submissionId: string, isWanted: boolean, seen: LeaseHolder | null): { lease: CaseLease; view: LeaseView } {
  const queryClient = useQueryClient();
  const [view, setView] = useState<LeaseView>({ state: "off", holder: null });
  const [lease] = useState(() => createCaseLease(submissionId, setView, () => void queryClient.invalidateQueries({ queryKey: submissionKeys.detail(submissionId) })));
  const { state } = view;
  const claimedAt = seen?.claimedAt ?? null;
  const was = useRef(claimedAt);

  useEffect(() => (isWanted ? keepAlive(lease) : undefined), [isWanted, lease]);
  useEffect(() => {
    if (was.current === claimedAt) return;
    was.current = claimedAt;
    if (!isWanted) return;
    if (state === "held") lease.renew().catch(ignore);
    else if (state === "elsewhere" && seen === null && document.visibilityState === "visible") lease.take().catch(ignore);
    else lease.look(seen);
  }, [claimedAt, isWanted, lease, seen, state]);

  return { lease, view: isWanted ? view : { state: "off", holder: null } };
}
