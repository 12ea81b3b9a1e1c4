import "server-only";
import { and, eq, getTableColumns, gt, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { members } from "@/db/schema/members";
import { queueEntries, type QueueEntryRow } from "@/db/schema/queue-entries";
import type { ProjectId } from "@/lib/kyc/ids";
import { can, roles, type Role } from "@/lib/kyc/roles";

/** A page of a member's that asks for a lease, which then lasts from `now` until `expiresAt`. */
export interface LeasePage {
  projectId: ProjectId;
  memberId: string;
  holder: string;
  now: Date;
  expiresAt: Date;
}

export interface GrantedLease {
  submissionId: string;
  token: number;
}

/** An entry with the name of who has its lease. */
export type HeldEntry = QueueEntryRow & { memberName: string | null };

const [project, me, holder] = [sql`${sql.placeholder("projectId")}::uuid`, sql`${sql.placeholder("memberId")}::uuid`, sql`${sql.placeholder("holder")}::uuid`];
const [now, expiresAt] = [sql`${sql.placeholder("now")}::timestamptz`, sql`${sql.placeholder("expiresAt")}::timestamptz`];
const valuesOf = ({ now: from, expiresAt: until, ...page }: LeasePage) => ({ ...page, now: from.toISOString(), expiresAt: until.toISOString() });

const claimingRoles = sql.raw(roles.filter((role) => can(role, "submissions.claim")).map((role) => `'${role}'`).join(", "));
const mayClaim = sql`exists (select from memberships where project_id = ${project} and member_id = ${me} and role in (${claimingRoles}))`;
const today = sql`(select (${now} at time zone (options ->> 'timeZone'))::date from project_options where project_id = ${project} order by version desc limit 1)`;

const freed = sql.raw("lease_token = lease_token + 1, lease_member_id = null, lease_holder = null, lease_is_soft = false, lease_claimed_at = null, lease_expires_at = null");
const isThisPage = sql`project_id = ${project} and lease_member_id = ${me} and lease_holder = ${holder}`;
const granted = { submissionId: queueEntries.submissionId, token: queueEntries.leaseToken };

/** Neither barred for the member nor put aside by them today. The skip is looked up row by row, in the index's order. */
const isOffered = sql`e.barred_member_id is distinct from ${me} and not coalesce((
  select k.skipped_on = ${today} from case_skips k where k.member_id = ${me} and k.submission_id = e.submission_id), false)`;
const firstOffered = sql`and ${isOffered} order by e.priority desc nulls last, e.due_at, e.pending_at, e.submission_id limit 1 for update skip locked`;
const isFree = sql`e.project_id = ${project} and e.is_waiting and e.lease_member_id is null`;

/**
 * What the page reserved, else the first of the member's own, else the first of nobody's: what others are just taking is
 * passed over. Each is looked for only when there is none before it.
 */
const nextEntry = sql`coalesce(
  (select e.submission_id from queue_entries e where e.lease_member_id = ${me} and e.lease_holder = ${holder} and e.lease_is_soft and e.lease_expires_at > ${now}
    and e.project_id = ${project} and (e.assignee_id is null or e.assignee_id = ${me}) ${firstOffered}),
  (select e.submission_id from queue_entries e where ${isFree} and e.assignee_id = ${me} ${firstOffered}),
  (select e.submission_id from queue_entries e where ${isFree} and e.assignee_id is null ${firstOffered}))`;

/** A page has one case and one reserved: what it had before is freed in the same statement. */
const releaseBefore = (db: Database, isSoft: ReturnType<typeof sql>) =>
  db.$with("released", {}).as(sql`
    update queue_entries set ${freed} where ${isThisPage} and lease_is_soft = ${isSoft} and submission_id <> (select submission_id from granted)`);

function prepareClaim(db: Database) {
  const isSoft = sql`${sql.placeholder("isSoft")}::boolean`;
  const claimed = db.$with("granted", granted).as(sql`
    update queue_entries set lease_token = lease_token + 1, lease_member_id = ${me}, lease_holder = ${holder}, lease_is_soft = ${isSoft},
      lease_claimed_at = ${now}, lease_expires_at = ${expiresAt}
    where submission_id = ${nextEntry} and ${mayClaim} and (${sql.placeholder("isLast")}::boolean or not exists (
      select from queue_entries where project_id = ${project} and lease_member_id is not null and lease_expires_at <= ${now}))
    returning submission_id, lease_token`);
  return db.with(claimed, releaseBefore(db, isSoft)).select().from(claimed).prepare("claim_queue_entry");
}

/** The same statements for every claim, built once a pool. */
const claimStatements = new WeakMap<Database, ReturnType<typeof prepareClaim>>();

/**
 * Gives the page the next case, in one statement; null when there is none for the member, and, unless `isLast`, when leases
 * that are over have to be freed first.
 */
export async function claimEntry(db: Database, page: LeasePage, { isSoft, isLast }: { isSoft: boolean; isLast: boolean }): Promise<GrantedLease | null> {
  const statement = claimStatements.get(db) ?? prepareClaim(db);
  claimStatements.set(db, statement);
  const [row] = await statement.execute({ ...valuesOf(page), isSoft, isLast });
  return row ?? null;
}

/** Frees what is over; in one order, so that two who do it never wait for each other in a circle. */
export async function freeExpired(db: Database, projectId: ProjectId, at: Date): Promise<void> {
  await db.execute(sql`
    update queue_entries set ${freed} where submission_id in (
      select submission_id from queue_entries where project_id = ${projectId} and lease_member_id is not null and lease_expires_at <= ${at.toISOString()}::timestamptz
      order by submission_id for update)`);
}

/** Whether a lease that stands keeps its token: the page has the case already. */
const isOwnAlready = sql`(${isThisPage} and not lease_is_soft and lease_expires_at > ${now})`;
const isToBeHad = sql`(lease_member_id is null or lease_expires_at <= ${now} or lease_is_soft or ${isOwnAlready})`;

function prepareTake(db: Database) {
  const taken = db.$with("granted", granted).as(sql`
    update queue_entries set lease_token = lease_token + case when ${isOwnAlready} then 0 else 1 end, lease_member_id = ${me}, lease_holder = ${holder},
      lease_claimed_at = case when ${isOwnAlready} then lease_claimed_at else ${now} end, lease_is_soft = false, lease_expires_at = ${expiresAt}
    where submission_id = ${sql.placeholder("id")}::uuid and project_id = ${project} and is_waiting and barred_member_id is distinct from ${me}
      and (${isToBeHad} or ${sql.placeholder("isForced")}::boolean) and ${mayClaim}
    returning submission_id, lease_token`);
  return db.with(taken, releaseBefore(db, sql`false`)).select().from(taken).prepare("take_queue_entry");
}

const takeStatements = new WeakMap<Database, ReturnType<typeof prepareTake>>();

/**
 * Gives the page the case that it names, unless another page works on it; `isForced` takes it from that page. Null when it
 * is not to be had.
 */
export async function takeEntry(db: Database, page: LeasePage, id: string, { isForced = false } = {}): Promise<GrantedLease | null> {
  const statement = takeStatements.get(db) ?? prepareTake(db);
  takeStatements.set(db, statement);
  const [row] = await statement.execute({ ...valuesOf(page), id, isForced });
  return row ?? null;
}

type Page = Pick<LeasePage, "memberId" | "holder">;
const ofPage = ({ memberId, holder: page }: Page) => sql`lease_member_id = ${memberId} and lease_holder = ${page}`;

/** Whether the page has this case by this token, whatever else it has: what others freed or took meanwhile is not its any more. */
const hasLease = (page: Page, id: string, token: number) =>
  sql`exists (select from queue_entries n where n.submission_id = ${id} and n.lease_member_id = ${page.memberId} and n.lease_holder = ${page.holder} and n.lease_token = ${token})`;

/** Lengthens what the page has and is not over, if it has this case by this token. Answers whether it does. */
export async function renewEntries(db: Database, page: LeasePage, id: string, token: number): Promise<boolean> {
  const { projectId, now: at, expiresAt: until } = page;
  const renewed = await db
    .update(queueEntries)
    .set({ leaseExpiresAt: until })
    .where(and(eq(queueEntries.projectId, projectId), ofPage(page), gt(queueEntries.leaseExpiresAt, at), hasLease(page, id, token)))
    .returning(granted);
  return renewed.some((each) => each.submissionId === id && each.token === token);
}

/** Frees the case that the page has by this token, and with it what the page reserved; nothing when it has it no more. */
export async function releaseEntries(db: Database, { projectId, ...page }: Page & Pick<LeasePage, "projectId">, id: string, token: number): Promise<void> {
  await db.execute(sql`
    update queue_entries set ${freed} where project_id = ${projectId} and ${ofPage(page)} and ${hasLease(page, id, token)}
      and (lease_is_soft or (submission_id = ${id} and lease_token = ${token}))`);
}

/** Frees all that a member has in a project, when no session of theirs is open in it any more. */
export async function releaseSignedOut(tx: Database, projectId: ProjectId, memberId: string, at: Date): Promise<void> {
  await tx.execute(sql`
    update queue_entries set ${freed} where project_id = ${projectId} and lease_member_id = ${memberId} and not exists (
      select from sessions where project_id = ${projectId} and member_id = ${memberId} and ended_at is null and expires_at > ${at.toISOString()}::timestamptz)`);
}

/** Frees all that a member has in a project. */
export async function releaseMember(tx: Database, projectId: ProjectId, memberId: string): Promise<void> {
  await tx.execute(sql`update queue_entries set ${freed} where project_id = ${projectId} and lease_member_id = ${memberId}`);
}

/** What is assigned to a member who decides no more is nobody's again. */
export async function unassignMember(tx: Database, projectId: ProjectId, memberId: string): Promise<void> {
  await tx.update(queueEntries).set({ assigneeId: null }).where(and(eq(queueEntries.projectId, projectId), eq(queueEntries.assigneeId, memberId), eq(queueEntries.isWaiting, true)));
}

export async function updateEntry(tx: Database, projectId: ProjectId, id: string, set: Partial<QueueEntryRow>): Promise<void> {
  await tx.update(queueEntries).set(set).where(and(eq(queueEntries.projectId, projectId), eq(queueEntries.submissionId, id)));
}

/** Puts a case aside for the rest of the project's day, frees it where the page has it, and forgets the skips of earlier days. */
export async function skipEntry(db: Database, { projectId, now: at, ...page }: Page & Pick<LeasePage, "projectId" | "now">, id: string): Promise<void> {
  await db.execute(sql`
    with today as (select (${at.toISOString()}::timestamptz at time zone (options ->> 'timeZone'))::date as day
        from project_options where project_id = ${projectId} order by version desc limit 1),
      forgotten as (delete from case_skips where member_id = ${page.memberId} and submission_id <> ${id} and skipped_on < (select day from today) - 1),
      freed as (update queue_entries set ${freed} where submission_id = ${id} and project_id = ${projectId} and ${ofPage(page)})
    insert into case_skips (member_id, submission_id, skipped_on)
      select ${page.memberId}, submission_id, day from queue_entries, today where submission_id = ${id} and project_id = ${projectId}
    on conflict (member_id, submission_id) do update set skipped_on = excluded.skipped_on`);
}

/** Where a count of what waits stops. */
const countLimit = 10_000;

/** Why a claim got nothing: the member's role as it is now (null for no member), what other pages have, what was put aside today. */
export async function countUnoffered(db: Database, { projectId, now: at, ...page }: Page & Pick<LeasePage, "projectId" | "now">): Promise<{ role: Role | null; held: number; skipped: number }> {
  const { rows } = await db.execute<{ role: Role | null; held: number; skipped: number }>(sql`
    select (select role from memberships where project_id = ${projectId} and member_id = ${page.memberId}) as role,
      (select count(*)::int from (select from queue_entries where project_id = ${projectId} and lease_member_id is not null and is_waiting
        and not (${ofPage(page)}) limit ${countLimit}) held) as held,
      (select count(*)::int from (select from case_skips k join queue_entries e on e.submission_id = k.submission_id
        where k.member_id = ${page.memberId} and e.project_id = ${projectId} and e.is_waiting and k.skipped_on = (
          select (${at.toISOString()}::timestamptz at time zone (options ->> 'timeZone'))::date from project_options where project_id = ${projectId} order by version desc limit 1)
        limit ${countLimit}) skipped) as skipped`);
  return rows[0] ?? { role: null, held: 0, skipped: 0 };
}

const selectEntry = (db: Database, projectId: ProjectId, id: string) =>
  db
    .select({ ...getTableColumns(queueEntries), memberName: members.name })
    .from(queueEntries)
    .leftJoin(members, eq(members.id, queueEntries.leaseMemberId))
    .where(and(eq(queueEntries.projectId, projectId), eq(queueEntries.submissionId, id)));

export async function findEntry(db: Database, projectId: ProjectId, id: string): Promise<HeldEntry | null> {
  const [row] = await selectEntry(db, projectId, id);
  return row ?? null;
}

/** The entry, held until the transaction ends: what is checked of its lease stays true. */
export async function lockEntry(tx: Database, projectId: ProjectId, id: string): Promise<HeldEntry | null> {
  const [row] = await selectEntry(tx, projectId, id).for("no key update", { of: queueEntries });
  return row ?? null;
}
