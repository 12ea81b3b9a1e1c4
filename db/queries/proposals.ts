import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { proposals, type ProposalRow } from "@/db/schema/proposals";
import type { ProjectId } from "@/lib/kyc/ids";

const open = (projectId: ProjectId, submissionId: string) => and(eq(proposals.projectId, projectId), eq(proposals.submissionId, submissionId), eq(proposals.state, "open"));

/** The proposal that waits for a second person; true until the transaction ends only where the submission is locked. */
export async function findOpenProposal(db: Database, projectId: ProjectId, submissionId: string): Promise<ProposalRow | null> {
  const [row] = await db.select().from(proposals).where(open(projectId, submissionId));
  return row ?? null;
}

export async function insertProposal(tx: Database, row: typeof proposals.$inferInsert): Promise<void> {
  await tx.insert(proposals).values(row);
}

type Closing = Pick<ProposalRow, "closedById" | "closedByName" | "closedAt"> & { state: Exclude<ProposalRow["state"], "open">; noteSealed?: Buffer };

/** Closes the open proposal of a case that is locked; false when there is none. */
export async function closeProposal(tx: Database, projectId: ProjectId, submissionId: string, closing: Closing): Promise<boolean> {
  const closed = await tx.update(proposals).set(closing).where(open(projectId, submissionId)).returning({ id: proposals.id });
  return closed.length > 0;
}

/** The case waits for anybody but the maker; whoever holds it loses it, the maker's assignment too. */
export async function barMaker(tx: Database, projectId: ProjectId, submissionId: string, makerId: string | null): Promise<void> {
  await tx.execute(sql`
    update queue_entries set barred_member_id = ${makerId}::uuid, assignee_id = case when assignee_id = ${makerId}::uuid then null else assignee_id end,
      lease_token = lease_token + 1, lease_member_id = null, lease_holder = null, lease_is_soft = false, lease_claimed_at = null, lease_expires_at = null
    where project_id = ${projectId} and submission_id = ${submissionId}::uuid`);
}

/** The case waits for everybody again; for `assigneeId` first, who must be a member still. */
export async function unbarMaker(tx: Database, projectId: ProjectId, submissionId: string, assigneeId: string | null): Promise<void> {
  await tx.execute(sql`
    update queue_entries set barred_member_id = null, assignee_id = coalesce(
      (select m.member_id from memberships m where m.project_id = ${projectId} and m.member_id = ${assigneeId}::uuid), assignee_id)
    where project_id = ${projectId} and submission_id = ${submissionId}::uuid`);
}
