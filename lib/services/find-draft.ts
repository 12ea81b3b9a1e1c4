import "server-only";
import { findDraftRow } from "@/db/queries/drafts";
import type { KeptDraft } from "@/lib/contracts/drafts";
import { authorise, memberIdOf, type ServiceContext } from "./context";
import { loadKeys } from "./review-case";
import { openDraft } from "./sealed-draft";

/** What the member typed on the case and did not save; nobody reads another's. */
export async function findDraft(ctx: ServiceContext, id: string): Promise<{ draft: KeptDraft | null }> {
  authorise(ctx, "submissions.decide");
  const memberId = memberIdOf(ctx.actor);
  const row = memberId === null ? null : await findDraftRow(ctx.db, ctx.projectId, id, memberId);
  const keys = row === null ? null : await loadKeys(ctx, id);
  if (row === null || keys === null) return { draft: null };
  return { draft: { version: row.version, keptAt: row.updatedAt.toISOString(), ...openDraft(keys.submission, row.memberId, row.sealed) } };
}
