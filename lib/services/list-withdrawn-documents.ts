import "server-only";
import { listWithdrawnDocuments as listRows } from "@/db/queries/withdrawn-documents";
import type { WithdrawnDocuments } from "@/lib/contracts/withdrawn-documents";
import { authorise, type ServiceContext } from "./context";

/** Documents that their country accepts no more, by country and type. */
export async function listWithdrawnDocuments(ctx: ServiceContext): Promise<WithdrawnDocuments> {
  authorise(ctx, "checks.read");
  const rows = await listRows(ctx.db, ctx.projectId);
  return { documents: rows.map(({ id, country, idType, issuedBefore }) => ({ id, country, idType, issuedBefore })) };
}
