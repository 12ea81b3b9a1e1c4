import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertTextTemplate, lockTextTemplate, titleIndex, updateTextTemplate, type TextTemplateRow } from "@/db/queries/text-templates";
import { isUniqueViolation } from "@/db/violations";
import type { SaveTemplateInput, TemplateText, Templates } from "@/lib/contracts/templates";
import { ConflictError, NotFoundError } from "@/lib/errors";
import type { ProjectKey } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import { actorLabel, authorise, type ServiceContext } from "./context";
import { listTemplates } from "./list-templates";
import { holdRights } from "./membership";

const fields = ["language", "title", "body"] as const;

function changesBetween(before: TextTemplateRow | null, after: TemplateText) {
  return fields.map((field) => ({ field, old: before?.[field] ?? null, new: after[field] })).filter((change) => change.old !== change.new);
}

async function write(ctx: ServiceContext, tx: Database, key: ProjectKey, { of, ...text }: SaveTemplateInput): Promise<void> {
  await holdRights(tx, ctx, "templates.write");
  const before = of === null ? null : await lockTextTemplate(tx, ctx.projectId, of.id);
  if (of !== null && before === null) throw new NotFoundError("The template");
  if (of !== null && before?.version !== of.version) throw new ConflictError("stale_version", "This template was changed meanwhile.");
  const changes = changesBetween(before, text);
  if (changes.length === 0) return;

  const id = before?.id ?? randomUUID();
  const written = { ...text, author: actorLabel(ctx.actor), updatedAt: ctx.now };
  if (before === null) await insertTextTemplate(tx, { id, projectId: ctx.projectId, ...written, createdAt: ctx.now });
  else await updateTextTemplate(tx, ctx.projectId, id, { ...written, version: before.version + 1 });
  await appendAudit(tx, ctx, key, [{ action: "template.saved", subjectId: id, changes }]);
}

/**
 * Keeps a text of `other` for everybody in the project: a new one, or the next version of one. Saving what it is already
 * writes nothing.
 * @throws {ConflictError} stale_version when it was changed since it was read; title_taken when the project has this title
 * in this language, whatever its capitals.
 */
export async function saveTemplate(ctx: ServiceContext, input: SaveTemplateInput): Promise<Templates> {
  authorise(ctx, "templates.write");
  const key = await ctx.vault.projectKey(ctx.projectId);
  await ctx.db.transaction((tx) => write(ctx, tx, key, input)).catch((error: unknown) => {
    if (isUniqueViolation(error, titleIndex)) throw new ConflictError("title_taken", "A template of this language has this title already.");
    throw error;
  });
  return listTemplates(ctx);
}
