import "server-only";
import { deleteTextTemplate, lockTextTemplate } from "@/db/queries/text-templates";
import type { Templates } from "@/lib/contracts/templates";
import { NotFoundError } from "@/lib/errors";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { listTemplates } from "./list-templates";
import { holdRights } from "./membership";

/** Nobody chooses it any more; what was sent with it stays. @throws {NotFoundError} when the project has it not (any more). */
export async function removeTemplate(ctx: ServiceContext, id: string): Promise<Templates> {
  authorise(ctx, "templates.write");
  const key = await ctx.vault.projectKey(ctx.projectId);

  await ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "templates.write");
    const removed = await lockTextTemplate(tx, ctx.projectId, id);
    if (removed === null) throw new NotFoundError("The template");
    await deleteTextTemplate(tx, ctx.projectId, id);
    const changes = (["language", "title", "body"] as const).map((field) => ({ field, old: removed[field], new: null }));
    await appendAudit(tx, ctx, key, [{ action: "template.removed", subjectId: id, changes }]);
  });
  return listTemplates(ctx);
}
