import "server-only";
import type { Database } from "@/db";
import { findLiveSession } from "@/db/queries/sessions";
import type { MemberContext, ServiceContext } from "./context";

/** A signed-in member in one of their projects. */
export type DeskContext = MemberContext & {
  sessionId: string;
  project: { slug: string; name: string; timeZone: string };
};

/**
 * The context of a request, or null when the session ended, expired, or its member left the project. One query, asked at
 * every request, so that a removed member is out at the next click.
 */
export async function findSession(
  deps: Pick<ServiceContext, "vault" | "storage" | "now" | "ipAddress"> & { db: Database },
  sessionId: string,
): Promise<DeskContext | null> {
  const row = await findLiveSession(deps.db, sessionId, deps.now);
  if (row === null) return null;

  const { memberId, email, name, role, projectId, slug, projectName, timeZone } = row;
  const { db, vault, storage, now, ipAddress } = deps;
  return {
    db,
    vault,
    storage,
    now,
    ipAddress,
    sessionId,
    projectId,
    project: { slug, name: projectName, timeZone },
    actor: { kind: "member", memberId, email, name, role },
  };
}
