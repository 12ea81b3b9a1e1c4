import * as z from "zod/mini";
import { submissionIdSchema } from "./submission-id";

const instant = z.iso.datetime();

/** What a page holds a case by: its own id, made when the page is opened, and the token of its lease. Every desk write to a case brings it. */
export const leaseRefSchema = z.object({ holder: z.uuid(), token: z.int().check(z.minimum(1)) });
export type LeaseRef = z.infer<typeof leaseRefSchema>;

/** A case as it is held: renew before `expiresAt`, or it is free for others. */
export const leaseSchema = z.object({ submissionId: submissionIdSchema, token: z.int(), expiresAt: instant });
export type Lease = z.infer<typeof leaseSchema>;

/** Who holds a case, as everybody may see it. `isOwn`: by another page of the same person. */
export const leaseHolderSchema = z.object({ memberId: z.uuid(), memberName: z.string(), isOwn: z.boolean(), claimedAt: instant, expiresAt: instant });
export type LeaseHolder = z.infer<typeof leaseHolderSchema>;

/**
 * `POST /api/queue/claim`: the next case for who asks. `soft` reserves it for the page beside the case that it holds; a later
 * claim of the same page turns its reservation into its lease. `skip` puts a case aside for the rest of the project's day.
 */
export const claimNextSchema = z.object({ holder: z.uuid(), soft: z.boolean(), skip: z.nullable(submissionIdSchema) });
export type ClaimNextInput = z.infer<typeof claimNextSchema>;

/** Null when there is nothing for this person now; `held` then says how many wait that others hold, `skipped` how many they put aside today. Both stop at 10,000. */
export const claimedSchema = z.object({ lease: z.nullable(leaseSchema), held: z.int(), skipped: z.int() });
export type Claimed = z.infer<typeof claimedSchema>;

/**
 * `POST /api/submissions/:id/lease`: takes a case that is free, or merely reserved. Held by another page answers 409 `held`.
 * `PATCH` of the same renews the lease, and with it the page's reservation; `POST …/lease/release` ends both. Those two
 * bring a `LeaseRef`, and renewing one that is over or was taken answers 409 `lease_lost`.
 */
export const takeLeaseSchema = z.object({ holder: z.uuid() });
export type TakeLeaseInput = z.infer<typeof takeLeaseSchema>;

/** `POST /api/submissions/:id/lease/take-over`: from one's own other page without a reason; from another person by a lead, with one. */
export const takeOverLeaseSchema = z.object({ holder: z.uuid(), reason: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(500))) });
export type TakeOverLeaseInput = z.infer<typeof takeOverLeaseSchema>;

/** `details` of 409 `held` and `lease_lost`; `holder` is null when nobody holds it. */
export const leaseConflictSchema = z.object({ holder: z.nullable(leaseHolderSchema) });
export type LeaseConflict = z.infer<typeof leaseConflictSchema>;
