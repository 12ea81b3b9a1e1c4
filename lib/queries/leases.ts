"use client";

import type { Claimed, Lease } from "@/lib/contracts/leases";
import { fetchJson } from "./fetch-json";
import { newHolder } from "./new-holder";

let holder: string | undefined;

/** What this page of the browser holds cases by, from one case to the next; a page that is loaded anew is another one. */
export function pageHolder(): string {
  return (holder ??= newHolder());
}

const leaseUrl = (submissionId: string) => `/api/submissions/${submissionId}/lease`;
const post = (url: string, body: object, method: "PATCH" | "POST" = "POST") => fetchJson(url, "lease", { method, body: JSON.stringify(body) });

/** The next case for this page, or its reservation (`soft`); `skip` puts a case aside for today. */
export function claimNext({ soft = false, skip = null }: { soft?: boolean; skip?: string | null } = {}): Promise<Claimed> {
  return fetchJson("/api/queue/claim", "claimed", { method: "POST", body: JSON.stringify({ holder: pageHolder(), soft, skip }) });
}

export const takeLease = (submissionId: string): Promise<Lease> => post(leaseUrl(submissionId), { holder: pageHolder() });

export const renewLease = ({ submissionId, token }: Lease): Promise<Lease> => post(leaseUrl(submissionId), { holder: pageHolder(), token }, "PATCH");

/** From one's own other page without a reason, from another person's with one. */
export const takeOverLease = (submissionId: string, reason: string | null): Promise<Lease> =>
  post(`${leaseUrl(submissionId)}/take-over`, { holder: pageHolder(), reason });

/** Leaving a page waits for no answer; what is not freed now is over in two minutes. */
export function releaseLease({ submissionId, token }: Pick<Lease, "submissionId" | "token">): void {
  navigator.sendBeacon(`${leaseUrl(submissionId)}/release`, new Blob([JSON.stringify({ holder: pageHolder(), token })], { type: "application/json" }));
}

/** How long a page may take to arrive at a case that it set out for. */
const underwayMs = 5_000;

let destination: string | null = null;
let behind: Promise<Lease> | null = null;

/** The page is on its way to the case that it reserved: what it holds is freed as it takes that one, and not before. */
export function headFor(submissionId: string): void {
  destination = submissionId;
}

export const isHeading = (): boolean => destination !== null;

function releaseBehind(left: Promise<Lease>): void {
  if (behind === left) behind = null;
  left.then(releaseLease, () => undefined);
}

/** Frees what is left, at once or as soon as the page has arrived at its destination. */
export function leaveBehind(left: Promise<Lease>): void {
  if (destination === null) return releaseBehind(left);
  behind = left;
  setTimeout(() => {
    destination = null;
    if (behind === left) releaseBehind(left);
  }, underwayMs);
}

/** The page is where it headed for, or elsewhere; what it left is freed when `taking` is settled. */
export function arrive(taking: Promise<Lease>): void {
  const left = behind;
  [destination, behind] = [null, null];
  if (left === null) return;
  const free = () => releaseBehind(left);
  taking.then(free, free);
}
