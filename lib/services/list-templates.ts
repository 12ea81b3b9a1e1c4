import "server-only";
import { listTextTemplates } from "@/db/queries/text-templates";
import type { Templates } from "@/lib/contracts/templates";
import { authorise, type ServiceContext } from "./context";

/** The project's texts of `other`, by language and title. */
export async function listTemplates(ctx: ServiceContext): Promise<Templates> {
  authorise(ctx, "templates.read");
  const rows = await listTextTemplates(ctx.db, ctx.projectId);
  return { templates: rows.map(({ id, version, language, title, body, author, updatedAt }) => ({ id, version, language, title, body, author, updatedAt: updatedAt.toISOString() })) };
}
