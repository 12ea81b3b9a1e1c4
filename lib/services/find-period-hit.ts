import "server-only";
import type { Database } from "@/db";
import { hasDecidedSender, type DecidedScope, type Sender } from "@/db/queries/intake";
import type { PeriodKey, ProjectOptions } from "@/lib/kyc/options";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import type { ProjectKey } from "@/lib/vault/vault";
import type { ServiceContext } from "./context";
import { hasIdentity, type Identity } from "./find-identity";

/** Who applies; what is `null` is not looked at. */
export interface Applicant extends Sender {
  identity: Identity | null;
}

const day = 24 * 60 * 60 * 1000;

const periods = {
  rejected: (options: ProjectOptions) => ({ days: options.rejectedPeriodDays, by: ["email", ...options.rejectedPeriodBy] as PeriodKey[] }),
  approved: (options: ProjectOptions) => ({ days: options.approvedPeriodDays, by: options.approvedPeriodBy }),
} as const satisfies Record<DecidedStatus, (options: ProjectOptions) => { days: number; by: PeriodKey[] }>;

/** Which decisions lie in the period, and of the sender what it goes by; `null` where there is no such period. */
export function periodOf(now: Date, options: ProjectOptions, status: DecidedStatus, { email, ipAddress }: Sender): { scope: DecidedScope; sender: Sender; by: readonly PeriodKey[] } | null {
  const { days, by } = periods[status](options);
  if (days === 0) return null;
  const sender: Sender = { email: by.includes("email") ? email : null, ipAddress: by.includes("ipAddress") ? ipAddress : null };
  return { scope: { status, after: new Date(now.getTime() - days * day), exceptId: null, onlyWhole: false }, sender, by };
}

/**
 * Whether the applicant was rejected within the Rejected Period, or approved within the Approved Period: decisions that the
 * outside was told of, N × 24 hours after `kyc_result_at`; at that instant they are over.
 */
export async function hasPeriodHit(ctx: ServiceContext, db: Database, key: ProjectKey, options: ProjectOptions, status: DecidedStatus, applicant: Applicant): Promise<boolean> {
  const period = periodOf(ctx.now, options, status, applicant);
  if (period === null) return false;
  const { scope, sender, by } = period;
  const isSent = sender.email !== null || sender.ipAddress !== null;
  if (isSent && (await hasDecidedSender(db, ctx.projectId, scope, sender))) return true;
  const { identity } = applicant;
  return identity !== null && by.includes("identity") && hasIdentity(db, ctx.projectId, key, scope, identity);
}
