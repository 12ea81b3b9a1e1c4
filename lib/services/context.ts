import "server-only";
import type { Database } from "@/db";
import { ForbiddenError } from "@/lib/errors";
import type { ProjectId } from "@/lib/kyc/ids";
import { can, type Permission, type Role } from "@/lib/kyc/roles";
import type { ImageStore } from "@/lib/storage/image-store";
import type { Vault } from "@/lib/vault/vault";

/** Who acts: a member at the desk, an operator at the command line, or the system by itself. */
export type Actor =
  | { kind: "member"; memberId: string; email: string; name: string; role: Role }
  | { kind: "operator"; label: string }
  | { kind: "system" };

/** What every use case is given: where, by whom, when. `now` is read once, by the gate. */
export interface ServiceContext {
  db: Database;
  vault: Vault;
  storage: ImageStore;
  projectId: ProjectId;
  actor: Actor;
  now: Date;
  ipAddress: string | null;
}

export type MemberContext = ServiceContext & { actor: Extract<Actor, { kind: "member" }> };

/** @throws {ForbiddenError} when the actor's role does not hold the permission. Operators hold all; they have the keys already. */
export function authorise(ctx: ServiceContext, permission: Permission): void {
  if (ctx.actor.kind === "member" && !can(ctx.actor.role, permission)) throw new ForbiddenError();
}

/** How the actor is named in `reviewer`, `author` and the audit log. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === "member") return actor.email;
  return actor.kind === "operator" ? actor.label : "system";
}
