/** How long a lease lasts after it was taken or last renewed, and how often a page that lives renews it. */
export const leaseSeconds = 120;
export const renewSeconds = 30;

/** The lease on a case as it is stored. */
export interface LeaseState {
  leaseToken: number;
  leaseMemberId: string | null;
  leaseHolder: string | null;
  leaseIsSoft: boolean;
  leaseExpiresAt: Date | null;
}

/** What a write comes with, and who sends it. */
export interface LeaseClaim {
  memberId: string;
  holder: string;
  token: number;
}

export function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1000);
}

/** From the instant that it ends a lease is over, whether or not it was freed yet. */
export function isLive(lease: LeaseState, now: Date): boolean {
  return lease.leaseMemberId !== null && lease.leaseExpiresAt !== null && lease.leaseExpiresAt.getTime() > now.getTime();
}

/** Somebody works on the case: a reservation keeps nobody out who opens it. */
export function isHeld(lease: LeaseState, now: Date): boolean {
  return isLive(lease, now) && !lease.leaseIsSoft;
}

/** What a write requires: the lease that stands, held by this page of this member, under the newest token. */
export function permitsWrite(lease: LeaseState, claim: LeaseClaim, now: Date): boolean {
  return isHeld(lease, now) && lease.leaseMemberId === claim.memberId && lease.leaseHolder === claim.holder && lease.leaseToken === claim.token;
}
