import "server-only";
import { listApiItems, type ApiItemRow } from "@/db/queries/api-items";
import { findCurrentOptions } from "@/db/queries/project-options";
import type { ItemPage } from "@/lib/contracts/v3/item";
import type { ItemQuery, RequestType } from "@/lib/contracts/v3/query";
import { startOfDayIn, todayIn } from "@/lib/kyc/civil-date";
import { KeyMissingError, type SealingKey } from "@/lib/vault/vault";
import type { ServiceContext } from "./context";
import type { ImageLinker } from "./image-link";
import { itemDataOf, itemKycOf, itemOf, otherPartsOf, type ItemSource } from "./item-mapper";

/** Keys are files: so many are read at once. */
const keysAtOnce = 32;

function isSealed(row: ApiItemRow, part: RequestType | null): boolean {
  if (part === "aml" || row.status === "deleted") return false;
  const inKyc = row.attempts.length > 0 || (row.decision?.commentsSealed ?? row.asked?.commentsSealed ?? null) !== null;
  const inData = row.numbers !== null || (row.decision?.beforeSealed ?? null) !== null;
  const inOthers = row.numbers !== null || row.ocrRaw !== null;
  if (part === "kyc") return inKyc;
  return part === "data" ? inData : inOthers || (part === null && (inKyc || inData));
}

/** The key of a row where something sealed is wanted; `null` where an erasure has destroyed it meanwhile. */
async function keyOf(ctx: ServiceContext, row: ApiItemRow, part: RequestType | null): Promise<SealingKey | null> {
  if (!isSealed(row, part)) return null;
  return ctx.vault.submissionKey(ctx.projectId, row.id).catch((error: unknown) => {
    if (error instanceof KeyMissingError) return null;
    throw error;
  });
}

async function keysOf(ctx: ServiceContext, rows: readonly ApiItemRow[], part: RequestType | null): Promise<(SealingKey | null)[]> {
  const keys: (SealingKey | null)[] = [];
  for (let start = 0; start < rows.length; start += keysAtOnce) keys.push(...(await Promise.all(rows.slice(start, start + keysAtOnce).map((row) => keyOf(ctx, row, part)))));
  return keys;
}

function wireOf(ctx: ServiceContext, source: ItemSource, part: RequestType | null, linkTo: ImageLinker): ItemPage["Items"][number] {
  const submission_id = source.row.id;
  switch (part) {
    case null:
      return itemOf(source, ctx.projectId, linkTo);
    case "kyc":
      return { submission_id, kyc: itemKycOf(source) };
    case "aml":
      return { submission_id, aml: null };
    case "data":
      return { submission_id, data: itemDataOf(source) };
    case "others":
      return { submission_id, ...otherPartsOf(source, ctx.projectId, linkTo) };
  }
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** `GET /v3/submission`: the project's submissions, newest first, as the outside may know them. Days are the project's. */
export async function querySubmissions(ctx: ServiceContext, query: ItemQuery, linkTo: ImageLinker): Promise<ItemPage> {
  // What is no id names no submission.
  if (query.submissionId !== null && !uuid.test(query.submissionId)) return { Items: [] };
  const { timeZone } = (await findCurrentOptions(ctx.db, ctx.projectId)).options;
  const filter = {
    id: query.submissionId, userids: query.userids, emails: query.emails, after: query.after,
    from: query.from === null ? null : startOfDayIn(timeZone, query.from, 0),
    before: query.to === null ? null : startOfDayIn(timeZone, query.to, 1),
  };
  const part = query.requestType;
  const found = await listApiItems(ctx.db, ctx.projectId, filter, query.count + 1, part === null || part === "others");
  const rows = found.slice(0, query.count);
  const [keys, today] = [await keysOf(ctx, rows, part), todayIn(timeZone, ctx.now)];
  const Items = rows.map((row, index) => wireOf(ctx, { row, key: keys[index] ?? null, today }, part, linkTo));

  const last = rows.at(-1);
  return found.length > rows.length && last !== undefined ? { Items, nextpageKey: { id: last.id, created_at: last.createdAt } } : { Items };
}
