import "server-only";
import type { Database } from "@/db";
import type { Engines } from "@/lib/engines/engines";
import { ForbiddenError } from "@/lib/errors";
import type { ProjectId } from "@/lib/kyc/ids";
import { can, type Permission, type Role } from "@/lib/kyc/roles";
import type { ImageStore } from "@/lib/storage/image-store";
import type { Vault } from "@/lib/vault/vault";
import type { Claim } from "./idempotency";

/** Who acts: a member at the desk, a client of the public API, an operator at the command line, or the system by itself. */
export type Actor =
  | { kind: "member"; memberId: string; email: string; name: string; role: Role }
  | { kind: "client"; apiKeyId: string; label: string }
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

/** What the system's own work is given, which is done for every project. */
export type SystemContext = Pick<ServiceContext, "db" | "vault" | "storage" | "now">;

/** The system at work in one project. */
export const systemIn = (system: SystemContext, projectId: ProjectId): ServiceContext => ({ ...system, projectId, actor: { kind: "system" }, ipAddress: null });

/** A call of the public API, or a job that goes on with one. */
export type IntakeContext = ServiceContext & { engines: Engines };

/** A client's call. `claim` is held when it came with an `Idempotency-Key`. */
export type ApiContext = IntakeContext & { actor: Extract<Actor, { kind: "client" }>; claim: Claim | null };

export type MemberContext = ServiceContext & { actor: Extract<Actor, { kind: "member" }> };

/**
 * A client's key stands for the applicants that it sends; what a person must answer for names its member (`admin` on the
 * wire), who then is the actor. Operators hold every permission: they have the keys already.
 * @throws {ForbiddenError} when the actor does not hold the permission.
 */
export function authorise(ctx: ServiceContext, permission: Permission): void {
  if (ctx.actor.kind === "client") throw new ForbiddenError("This needs a member.");
  if (ctx.actor.kind === "member" && !can(ctx.actor.role, permission)) throw new ForbiddenError();
}

export const memberIdOf = (actor: Actor): string | null => (actor.kind === "member" ? actor.memberId : null);

/** How the actor is named to people. */
export const actorName = (actor: Actor): string => (actor.kind === "member" ? actor.name : actorLabel(actor));

/** How the actor is named in `reviewer`, `author` and the audit log. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === "member") return actor.email;
  return actor.kind === "system" ? "system" : actor.label;
}
