import type { Lease, LeaseHolder, LeaseRef } from "@/lib/contracts/leases";
import { RequestError } from "./fetch-json";
import { arrive, leaveBehind, pageHolder, renewLease, takeLease, takeOverLease } from "./leases";

/** `elsewhere`: another page works on the case; `lost`: this page did, and does not any more. */
export type LeaseView = { state: "off" | "taking" | "held"; holder: null } | { state: "elsewhere" | "lost"; holder: LeaseHolder | null };

/** Who keeps this page from working on the case: another person, another page of the same one, or nobody any more. */
export const keeperOf = ({ holder }: LeaseView): "nobody" | "own" | "other" => (holder === null ? "nobody" : holder.isOwn ? "own" : "other");

/** The case waits, and this page cannot write to it. */
export const isKept = ({ state }: LeaseView): boolean => state === "elsewhere" || state === "lost";

/** How a page holds one case, from opening it to leaving it. Nothing here waits for a screen. */
export interface CaseLease {
  take(): Promise<Lease>;
  /** What a write brings with it; waits for a lease that is just taken. @throws {RequestError} lease_lost */
  ref(): Promise<LeaseRef>;
  renew(): Promise<void>;
  takeOver(reason: string | null): Promise<Lease>;
  /** Takes note of a refused write; true when its lease was the reason. */
  isRefused(error: Error): boolean;
  /** Takes note of who holds the case, as it was read, where this page does not. */
  look(holder: LeaseHolder | null): void;
  leave(): void;
}

const lost = () => new RequestError(409, "lease_lost", "This page does not hold the case any more.");
const isLeaseError = (error: Error): error is RequestError => error instanceof RequestError && (error.errorCode === "held" || error.errorCode === "lease_lost");

/** What is known of the lease; `tell` hears every change, and `read` when something happened to the case that the page may not have read. */
function holding(tell: (view: LeaseView) => void, read: () => void) {
  let taken: Promise<Lease> | null = null;
  let view: LeaseView = { state: "off", holder: null };
  const show = (next: LeaseView) => tell((view = next));

  const isRefused = (error: Error): boolean => {
    if (!isLeaseError(error)) return false;
    const told = error.details("leaseConflict");
    taken = null;
    show({ state: error.errorCode === "held" ? "elsewhere" : "lost", holder: told === null ? view.holder : told.holder });
    read();
    return true;
  };
  const fail = (error: Error) => {
    taken = null;
    if (isRefused(error) || (error instanceof RequestError && error.isTemporary)) return;
    show({ state: "off", holder: null });
    read();
  };

  return {
    isRefused,
    show,
    view: () => view,
    taken: () => taken,
    hold: (asked: Promise<Lease>): Promise<Lease> => {
      taken = asked;
      asked.then(
        () => {
          if (taken === asked) show({ state: "held", holder: null });
        },
        (error: Error) => {
          if (taken === asked) fail(error);
        },
      );
      return asked;
    },
    /** Nobody hears of what is left. */
    leave: (): Promise<Lease> | null => {
      const left = taken;
      [taken, view] = [null, { state: "off", holder: null }];
      return left;
    },
  };
}

/** `tell` hears how it stands; `read` is called when something happened to the case that the page may not have read. */
export function createCaseLease(submissionId: string, tell: (view: LeaseView) => void, read: () => void): CaseLease {
  const now = holding(tell, read);
  const take = (): Promise<Lease> => {
    const taken = now.taken();
    if (taken !== null) return taken;
    now.show({ state: "taking", holder: null });
    const asked = takeLease(submissionId);
    arrive(asked);
    return now.hold(asked);
  };

  return {
    take,
    ref: async () => {
      if (now.view().state === "lost") throw lost();
      return { holder: pageHolder(), token: (await take()).token };
    },
    renew: async () => {
      if (isKept(now.view())) return;
      const held = take();
      const lease = await held;
      await renewLease(lease).catch((error: Error) => {
        // Meanwhile it may have been left, or taken anew.
        if (now.taken() === held) now.isRefused(error);
      });
    },
    takeOver: async (reason) => {
      const lease = await takeOverLease(submissionId, reason);
      return now.hold(Promise.resolve(lease));
    },
    isRefused: now.isRefused,
    look: (holder) => {
      const { state } = now.view();
      if (state === "elsewhere" || state === "lost") now.show({ state, holder });
    },
    leave: () => {
      const left = now.leave();
      if (left !== null) leaveBehind(left);
    },
  };
}
