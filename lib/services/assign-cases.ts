import "server-only";
import { findMemberName, holdMembers } from "@/db/queries/members";
import type { AssignCasesInput, EntryResults } from "@/lib/contracts/bulk";
import { UnprocessableError } from "@/lib/errors";
import { can } from "@/lib/kyc/roles";
import { changeEntries } from "./change-entries";
import { authorise, type ServiceContext } from "./context";
import { holdRights } from "./membership";

/**
 * Assigns waiting cases to a member, who is given them before all others, or to nobody again. Each case is written, or not,
 * by itself. The reason stands in the case's log.
 * @throws {UnprocessableError} not_a_decider when the member is none of the project or may not decide.
 */
export async function assignCases(ctx: ServiceContext, { submissionIds, memberId, reason }: AssignCasesInput): Promise<EntryResults> {
  authorise(ctx, "submissions.assign");
  let name: string | null = null;

  return changeEntries(ctx, submissionIds, {
    hold: async (tx) => {
      // In one statement and one order: roles are changed under the same locks.
      if (memberId !== null) {
        const actor = ctx.actor.kind === "member" ? [ctx.actor.memberId] : [];
        const member = (await holdMembers(tx, ctx.projectId, [...actor, memberId])).find((each) => each.id === memberId);
        if (member === undefined || !can(member.role, "submissions.decide")) throw new UnprocessableError("not_a_decider", "This member may not decide cases.");
        name = member.name;
      }
      await holdRights(tx, ctx, "submissions.assign");
    },
    change: async (tx, { assigneeId }) => {
      if (assigneeId === memberId) return null;
      const old = assigneeId === null ? null : await findMemberName(tx, assigneeId);
      const changes = [{ field: "assignee", old, new: name }, { field: "reason", old: null, new: reason }];
      return { set: { assigneeId: memberId }, record: { action: "submission.assigned", changes } };
    },
  });
}
