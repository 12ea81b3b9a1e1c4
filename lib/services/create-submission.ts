import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertImages } from "@/db/queries/images";
import { findCurrentOptions } from "@/db/queries/project-options";
import { hasSubmission, insertEvaluation, insertSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { InspectedImage } from "@/lib/images/inspect";
import { todayIn } from "@/lib/kyc/civil-date";
import { canonicalCountry } from "@/lib/kyc/country";
import { layerNames, type Fields, type LayerName } from "@/lib/kyc/fields";
import type { Flag } from "@/lib/kyc/flags";
import { isIdType } from "@/lib/kyc/id-type";
import type { ImageKind } from "@/lib/kyc/images";
import { flagsAfter } from "@/lib/kyc/review/flags-after";
import { evaluate, factsOf, hitsOf } from "@/lib/kyc/rules/evaluate";
import { appendAudit } from "./append-audit";
import type { ServiceContext } from "./context";
import { enqueueCase } from "./enqueue-case";
import type { CaseKeys } from "./review-case";
import { matchHashes, sealNumbers } from "./sealed-numbers";
import { splitFields } from "./split-fields";
import { discardImages, storeImage, type NewImage } from "./store-image";
import { wasCommitted } from "./was-committed";

/** A submission as it arrives from an operator. A layer that nobody read is `null`. */
export interface NewSubmission {
  externalId: string | null;
  source: SubmissionRow["source"];
  status: "pending" | "incomplete";
  email: string;
  claimed: Fields;
  printed: Fields | null;
  mrz: Fields | null;
  /** Doubts and checks that were not run; what differs and which rules hit is worked out here. */
  flags: readonly Flag[];
  retryCount: number;
  images: readonly { kind: ImageKind; image: InspectedImage }[];
}

function columnsOf(ctx: ServiceContext, keys: CaseKeys, id: string, submission: NewSubmission, policy: Awaited<ReturnType<typeof findCurrentOptions>>) {
  const { claimed, printed, mrz } = submission;
  const { plain, numbers } = splitFields(claimed);
  const layers = Object.fromEntries(layerNames.map((name) => [name, submission[name] === null ? null : splitFields(submission[name])])) as Record<LayerName, ReturnType<typeof splitFields> | null>;
  const today = todayIn(policy.options.timeZone, ctx.now);
  const facts = factsOf(claimed);
  const results = evaluate(facts, policy.options, today);
  const hits = hitsOf(results).map((hit) => hit.rule);

  const row = {
    id, projectId: ctx.projectId, externalId: submission.externalId, userid: submission.externalId, source: submission.source, status: submission.status,
    retryCount: submission.retryCount, flags: flagsAfter(submission.flags, results, { claimed, printed, mrz, final: claimed }), email: submission.email,
    ...plain, idType: isIdType(plain.idType) ? plain.idType : null,
    issuingCountryCanonical: plain.issuingCountry === null ? null : canonicalCountry(plain.issuingCountry),
    claimed: plain, printed: layers.printed?.plain ?? null, mrz: layers.mrz?.plain ?? null,
    numbers: sealNumbers(keys.submission, { final: numbers, claimed: numbers, printed: layers.printed?.numbers ?? null, mrz: layers.mrz?.numbers ?? null }),
    ...matchHashes(keys.project, claimed),
    createdAt: ctx.now, updatedAt: ctx.now, pendingAt: submission.status === "pending" ? ctx.now : null,
  };
  const evaluation = {
    id: randomUUID(), projectId: ctx.projectId, submissionId: id, stage: "intake" as const, optionsVersion: policy.version, evaluatedOn: today, hits,
    trace: keys.submission.seal(JSON.stringify({ facts, results }), "trace"), createdAt: ctx.now,
  };
  return { row, evaluation };
}

async function write(ctx: ServiceContext, tx: Database, keys: CaseKeys, id: string, submission: NewSubmission, imageRows: readonly NewImage[]): Promise<void> {
  const policy = await findCurrentOptions(tx, ctx.projectId);
  const { row, evaluation } = columnsOf(ctx, keys, id, submission, policy);
  await insertSubmission(tx, row);
  await insertImages(tx, imageRows);
  await insertEvaluation(tx, evaluation);
  if (row.status === "pending") await enqueueCase(tx, ctx, row, policy.options);
  const known = Object.entries({ email: submission.email, ...submission.claimed }).filter(([, value]) => value !== null);
  await appendAudit(tx, ctx, keys.submission, [
    {
      action: submission.source === "import" ? "submission.imported" : "submission.created",
      subjectId: id,
      changes: known.map(([field, value]) => ({ field, old: null, new: value })),
    },
  ]);
}

async function takeBack(ctx: ServiceContext, id: string, imageRows: readonly NewImage[]): Promise<void> {
  await ctx.vault.destroySubmissionKey(ctx.projectId, id);
  await discardImages(ctx.storage, imageRows);
}

/**
 * Keys and sealed files first, then one transaction. What it certainly did not keep is taken back; where that cannot be
 * known, key and files stay, for the row may need them. Rules show as flags and reject nothing.
 */
export async function createSubmission(ctx: ServiceContext, submission: NewSubmission): Promise<string> {
  const id = randomUUID();
  const project = await ctx.vault.projectKey(ctx.projectId);
  const keys: CaseKeys = { project, submission: await ctx.vault.createSubmissionKey(ctx.projectId, id) };
  const imageRows: NewImage[] = [];
  try {
    for (const { kind, image } of submission.images) imageRows.push(await storeImage(ctx.storage, keys.submission, id, kind, image, ctx.now));
  } catch (error) {
    await takeBack(ctx, id, imageRows);
    throw error;
  }
  try {
    await ctx.db.transaction((tx) => write(ctx, tx, keys, id, submission, imageRows));
  } catch (error) {
    const isThere = await wasCommitted(ctx, (tx) => hasSubmission(tx, ctx.projectId, id));
    if (isThere) return id;
    if (isThere === false) await takeBack(ctx, id, imageRows);
    throw error;
  }
  return id;
}
