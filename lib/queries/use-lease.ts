"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Lease, LeaseRef } from "@/lib/contracts/leases";
import { renewSeconds } from "@/lib/kyc/review/lease";
import { fetchJson, RequestError } from "./fetch-json";
import { newHolder } from "./new-holder";

const leaseUrl = (submissionId: string) => `/api/submissions/${submissionId}/lease`;

/** Leaving a page waits for no answer; what is not freed now is over in two minutes. */
function release(submissionId: string, ref: LeaseRef): void {
  navigator.sendBeacon(`${leaseUrl(submissionId)}/release`, new Blob([JSON.stringify(ref)], { type: "application/json" }));
}

/**
 * Holds a case while its page is open and somebody may work on it, and frees it when the page is left. Answers what a write
 * brings with it: the lease is taken then, where the page does not have it.
 */
export function useLease(submissionId: string, isWanted: boolean): () => Promise<LeaseRef> {
  const [holder] = useState(newHolder);
  const taken = useRef<Promise<Lease> | null>(null);

  const take = useCallback(async (): Promise<LeaseRef> => {
    const taking = (taken.current ??= fetchJson(leaseUrl(submissionId), "lease", { method: "POST", body: JSON.stringify({ holder }) }));
    taking.catch(() => {
      if (taken.current === taking) taken.current = null;
    });
    return { holder, token: (await taking).token };
  }, [holder, submissionId]);

  useEffect(() => {
    if (!isWanted) return;
    const ignore = () => undefined;
    const renew = async () => {
      const lease = await take();
      await fetchJson(leaseUrl(submissionId), "lease", { method: "PATCH", body: JSON.stringify(lease) }).catch((error: unknown) => {
        if (error instanceof RequestError && error.errorCode === "lease_lost") taken.current = null;
      });
    };
    const leave = () => {
      const held = taken.current;
      taken.current = null;
      held?.then(({ token }) => release(submissionId, { holder, token }), ignore);
    };

    take().catch(ignore);
    const timer = setInterval(() => void renew().catch(ignore), renewSeconds * 1000);
    window.addEventListener("pagehide", leave);
    return () => {
      clearInterval(timer);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [holder, isWanted, submissionId, take]);

  return take;
}
