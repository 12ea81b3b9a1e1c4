import "server-only";
import type { Database } from "@/db";
import { hasDecidedAddress, hasDecidedEmail, type DecidedScope } from "@/db/queries/intake";
import type { PeriodKey, ProjectOptions } from "@/lib/kyc/options";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";
import type { ProjectKey } from "@/lib/vault/vault";
import type { ServiceContext } from "./context";
import { hasIdentity, type Identity } from "./find-identity";

/** Who applies; what is `null` is not looked at. */
export interface Applicant {
  email: string | null;
  ipAddress: string | null;
  identity: Identity | null;
}

const day = 24 * 60 * 60 * 1000;

const periods = {
  rejected: (options: ProjectOptions) => ({ days: options.rejectedPeriodDays, by: ["email", ...options.rejectedPeriodBy] as PeriodKey[] }),
  approved: (options: ProjectOptions) => ({ days: options.approvedPeriodDays, by: options.approvedPeriodBy }),
} as const satisfies Record<DecidedStatus, (options: ProjectOptions) => { days: number; by: PeriodKey[] }>;

/**
 * Whether the applicant was rejected within the Rejected Period, or approved within the Approved Period: decisions that the
 * outside was told of, N × 24 hours after `kyc_result_at`; at that instant they are over.
 */
export async function hasPeriodHit(ctx: ServiceContext, db: Database, key: ProjectKey, options: ProjectOptions, status: DecidedStatus, applicant: Applicant): Promise<boolean> {
  const { days, by } = periods[status](options);
  if (days === 0) return false;
  const scope: DecidedScope = { status, after: new Date(ctx.now.getTime() - days * day), exceptId: null, onlyWhole: false };

  const { email, ipAddress, identity } = applicant;
  if (email !== null && by.includes("email") && (await hasDecidedEmail(db, ctx.projectId, scope, email))) return true;
  if (ipAddress !== null && by.includes("ipAddress") && (await hasDecidedAddress(db, ctx.projectId, scope, ipAddress))) return true;
  return identity !== null && by.includes("identity") && hasIdentity(db, ctx.projectId, key, scope, identity);
}
