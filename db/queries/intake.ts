import "server-only";
import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, ne, or, sql, type SQL } from "drizzle-orm";
import type { Database } from "@/db";
import { submissions, type SubmissionRow } from "@/db/schema/submissions";
import type { ProjectId } from "@/lib/kyc/ids";
import type { DecidedStatus } from "@/lib/kyc/review/transitions";

const keyOf = (email: string) => sql`lower(btrim(${email}))`;

/** Until the transaction ends, whoever begins with the same e-mail in the project waits. */
export async function lockEmail(tx: Database, projectId: ProjectId, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${projectId}::text || ':' || ${keyOf(email)}, 0))`);
}

/** Until the transaction ends, whoever looks for duplicates in the project to decide by them waits. */
export async function lockDuplicates(tx: Database, projectId: ProjectId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${projectId}::text || ':duplicates', 0))`);
}

export async function findSubmission(db: Database, projectId: ProjectId, id: string): Promise<SubmissionRow | null> {
  const [row] = await db.select().from(submissions).where(and(eq(submissions.projectId, projectId), eq(submissions.id, id)));
  return row ?? null;
}

const hasEmail = (projectId: ProjectId, email: string) => and(eq(submissions.projectId, projectId), sql`${submissions.emailKey} = ${keyOf(email)}`);

/** A case that is pending, decided and not yet released, or with its applicant again. */
const isOpen = sql`(status = 'pending' or resubmission_kind is not null or (status in ('approved', 'rejected') and released_at is null))`;
const isOther = (exceptId: string | null) => (exceptId === null ? undefined : ne(submissions.id, exceptId));

/** The e-mail's open case; other than `exceptId`. */
export async function findOpenCase(db: Database, projectId: ProjectId, email: string, exceptId: string | null = null): Promise<string | null> {
  const [row] = await db.select({ id: submissions.id }).from(submissions).where(and(hasEmail(projectId, email), isOpen, isOther(exceptId))).limit(1);
  return row?.id ?? null;
}

/** Whether the e-mail has such a case. */
export async function hasOpenCase(db: Database, projectId: ProjectId, email: string, exceptId: string | null): Promise<boolean> {
  return (await findOpenCase(db, projectId, email, exceptId)) !== null;
}

/** Which decided submissions an applicant is held against: those that the outside was told of. */
export interface DecidedScope {
  status: DecidedStatus;
  /** Decided after this instant; `null` is ever. */
  after: Date | null;
  /** Not this one. */
  exceptId: string | null;
  /** Without those whose parts were deleted. */
  onlyWhole: boolean;
}

const decided = (projectId: ProjectId, { status, after, exceptId, onlyWhole }: DecidedScope) =>
  and(
    eq(submissions.projectId, projectId), eq(submissions.status, status), isNotNull(submissions.releasedAt),
    after === null ? undefined : gt(submissions.kycResultAt, after),
    exceptId === null ? undefined : ne(submissions.id, exceptId),
    onlyWhole ? eq(submissions.isOutOfDuplicates, false) : undefined,
  );

async function hasDecided(db: Database, where: SQL | undefined): Promise<boolean> {
  const found = await db.select({ id: submissions.id }).from(submissions).where(where).limit(1);
  return found.length > 0;
}

/** By whom an applicant is recognised before anything was read; what is `null` is not looked at. */
export interface Sender {
  email: string | null;
  ipAddress: string | null;
}

/** Whether one of them has the e-mail or the address. */
const isOfSender = (projectId: ProjectId, scope: DecidedScope, { email, ipAddress }: Sender) => {
  const among = (same: SQL | undefined) => sql`exists (select 1 from ${submissions} where ${and(decided(projectId, scope), same)})`;
  return or(email === null ? undefined : among(hasEmail(projectId, email)), ipAddress === null ? undefined : among(eq(submissions.ipAddress, ipAddress))) ?? sql`false`;
};

export async function hasDecidedSender(db: Database, projectId: ProjectId, scope: DecidedScope, sender: Sender): Promise<boolean> {
  const { rows } = await db.execute<{ found: boolean }>(sql`select ${isOfSender(projectId, scope, sender)} as found`);
  return rows[0]?.found ?? false;
}

/** What stands about an e-mail before a Step 1. */
export interface Standing {
  /** It has another case that is pending, decided and not yet released, or with its applicant again. */
  hasOpenCase: boolean;
  wasRejected: boolean;
  /** Its newest incomplete submission that is young enough and has tries of Step 1 alone, none of which passed. */
  unpassed: SubmissionRow | null;
}

export interface StandingQuery {
  email: string;
  /** The submission that the request names: not another one. */
  exceptId: string | null;
  /** Submissions whose clock began at this instant or later are young enough. */
  unpassedFrom: Date;
  /** Which rejections of whom count; `null` is none. */
  rejected: { scope: DecidedScope; sender: Sender } | null;
}

export async function findStanding(db: Database, projectId: ProjectId, { email, exceptId, unpassedFrom, rejected }: StandingQuery): Promise<Standing> {
  const onlyStep1 = sql`(select bool_and(a.step = 'step1') from attempts a where a.submission_id = submissions.id)`;
  const unpassed = db
    .select({ id: submissions.id })
    .from(submissions)
    .where(and(hasEmail(projectId, email), eq(submissions.status, "incomplete"), isNull(submissions.step1PassedAt), gte(submissions.stepClockAt, unpassedFrom), onlyStep1))
    .orderBy(desc(submissions.createdAt), desc(submissions.id))
    .limit(1);
  const [row] = await db
    .select({
      hasOpenCase: sql<boolean>`exists (select 1 from ${submissions} where ${and(hasEmail(projectId, email), isOpen, isOther(exceptId))})`,
      wasRejected: sql<boolean>`${rejected === null ? sql`false` : isOfSender(projectId, rejected.scope, rejected.sender)}`,
      unpassed: submissions,
    })
    .from(sql`(select) one`)
    .leftJoin(submissions, eq(submissions.id, unpassed));
  if (!row) throw new Error("Nothing stands of an e-mail.");
  return row;
}

export interface NumberMatches {
  documentNumberMatch: Buffer | null;
  identityNumberMatch: Buffer | null;
}

/** Whether one of them has one of the numbers. */
export async function hasDecidedNumber(db: Database, projectId: ProjectId, scope: DecidedScope, numbers: NumberMatches): Promise<boolean> {
  const byDocument = numbers.documentNumberMatch ? eq(submissions.documentNumberMatch, numbers.documentNumberMatch) : undefined;
  const byIdentity = numbers.identityNumberMatch ? eq(submissions.identityNumberMatch, numbers.identityNumberMatch) : undefined;
  const same = or(byDocument, byIdentity);
  return same === undefined ? false : hasDecided(db, and(decided(projectId, scope), same));
}

/** The names of those with this birth date and a nationality written in one of these ways. */
export async function listDecidedNames(db: Database, projectId: ProjectId, scope: DecidedScope, birthDate: string, nationalities: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ fullName: submissions.fullName })
    .from(submissions)
    .where(and(decided(projectId, scope), eq(submissions.birthDate, birthDate), inArray(submissions.nationality, [...nationalities])));
  return rows.flatMap(({ fullName }) => fullName ?? []);
}

/** Which of these submissions are approved, told to the outside and whole. */
export async function listApprovedAmong(db: Database, projectId: ProjectId, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const scope: DecidedScope = { status: "approved", after: null, exceptId: null, onlyWhole: true };
  const rows = await db.select({ id: submissions.id }).from(submissions).where(and(decided(projectId, scope), inArray(submissions.id, [...ids])));
  return new Set(rows.map((row) => row.id));
}
