import "server-only";
import type { Database } from "@/db";
import { findMemberByEmail, insertMember, insertMembership, lockMemberships, type MemberRow } from "@/db/queries/members";
import type { AddMemberInput } from "@/lib/contracts/members";
import { ConflictError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { assertNotAbove, assertStillAllowed } from "./membership";
import { hashPassword } from "./password";

/**
 * Adds a member to the project and answers the account's id. An account that exists already, in another project, keeps its name
 * and password, as an admin here has no say over it: `existed` says that those given are not in force, and nothing else of it.
 * @throws {ConflictError} exists, when the account is a member of this project already.
 * @throws {ForbiddenError} for a role above the actor's own.
 */
export async function addMember(ctx: ServiceContext, input: AddMemberInput): Promise<{ memberId: string; existed: boolean }> {
  authorise(ctx, "members.write");
  const [passwordHash, key] = await Promise.all([hashPassword(input.password), ctx.vault.projectKey(ctx.projectId)]);

  return ctx.db.transaction(async (tx) => {
    const all = await lockMemberships(tx, ctx.projectId);
    assertStillAllowed(ctx, all);
    assertNotAbove(ctx, all, input.role);

    const { member, existed } = await findOrInsert(tx, { email: input.email, name: input.name, passwordHash, createdAt: ctx.now });
    const added = await insertMembership(tx, { projectId: ctx.projectId, memberId: member.id, role: input.role, createdAt: ctx.now });
    if (!added) throw new ConflictError("exists", "This person is a member of the project already.");

    const changes = [
      { field: "email", old: null, new: member.email },
      { field: "name", old: null, new: member.name },
      { field: "role", old: null, new: input.role },
    ];
    await appendAudit(tx, ctx, key, [{ action: "member.added", subjectId: member.id, changes }]);
    return { memberId: member.id, existed };
  });
}

/** Two admins may add the same new person at once: the second finds what the first made. */
async function findOrInsert(tx: Database, wanted: Omit<MemberRow, "id">): Promise<{ member: MemberRow; existed: boolean }> {
  const found = await findMemberByEmail(tx, wanted.email);
  const inserted = found === null ? await insertMember(tx, wanted) : null;
  if (inserted !== null) return { member: inserted, existed: false };

  const member = found ?? (await findMemberByEmail(tx, wanted.email));
  if (member === null) throw new Error("the member was neither found nor inserted");
  return { member, existed: true };
}
