import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertImages } from "@/db/queries/images";
import { findCurrentOptions } from "@/db/queries/project-options";
import { insertEvaluation, insertSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import type { InspectedImage } from "@/lib/images/inspect";
import { todayIn } from "@/lib/kyc/civil-date";
import { canonicalCountry } from "@/lib/kyc/country";
import { layerNames, type Fields, type LayerName, type NumberFields, type PlainFields } from "@/lib/kyc/fields";
import type { Flag } from "@/lib/kyc/flags";
import { isIdType } from "@/lib/kyc/id-type";
import type { ImageKind } from "@/lib/kyc/images";
import { flagsAfter } from "@/lib/kyc/review/flags-after";
import { evaluate, factsOf, hitsOf } from "@/lib/kyc/rules/evaluate";
import type { SealingKey } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import type { ServiceContext } from "./context";
import { matchHashes, sealNumbers } from "./sealed-numbers";
import { discardImages, storeImage, type NewImage } from "./store-image";

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

function split({ documentNumber, identityNumber, ...plain }: Fields): { plain: PlainFields; numbers: NumberFields } {
  return { plain, numbers: { documentNumber, identityNumber } };
}

async function columnsOf(ctx: ServiceContext, key: SealingKey, id: string, submission: NewSubmission, policy: Awaited<ReturnType<typeof findCurrentOptions>>) {
  const { claimed, printed, mrz } = submission;
  const { plain, numbers } = split(claimed);
  const layers = Object.fromEntries(layerNames.map((name) => [name, submission[name] === null ? null : split(submission[name])])) as Record<LayerName, ReturnType<typeof split> | null>;
  const today = todayIn(policy.options.timeZone, ctx.now);
  const facts = factsOf(claimed);
  const results = evaluate(facts, policy.options, today);
  const hits = hitsOf(results).map((hit) => hit.rule);
  const projectKey = await ctx.vault.projectKey(ctx.projectId);

  const row = {
    id, projectId: ctx.projectId, externalId: submission.externalId, userid: submission.externalId, source: submission.source, status: submission.status,
    retryCount: submission.retryCount, flags: flagsAfter(submission.flags, results, { claimed, printed, mrz, final: claimed }), email: submission.email,
    ...plain, idType: isIdType(plain.idType) ? plain.idType : null,
    issuingCountryCanonical: plain.issuingCountry === null ? null : canonicalCountry(plain.issuingCountry),
    claimed: plain, printed: layers.printed?.plain ?? null, mrz: layers.mrz?.plain ?? null,
    numbers: sealNumbers(key, { final: numbers, claimed: numbers, printed: layers.printed?.numbers ?? null, mrz: layers.mrz?.numbers ?? null }),
    ...matchHashes(projectKey, claimed),
    createdAt: ctx.now, updatedAt: ctx.now, pendingAt: submission.status === "pending" ? ctx.now : null,
  };
  const evaluation = {
    id: randomUUID(), projectId: ctx.projectId, submissionId: id, stage: "intake" as const, optionsVersion: policy.version, evaluatedOn: today, hits,
    trace: key.seal(JSON.stringify({ facts, results }), "trace"), createdAt: ctx.now,
  };
  return { row, evaluation };
}

async function write(ctx: ServiceContext, tx: Database, key: SealingKey, id: string, submission: NewSubmission, imageRows: readonly NewImage[]): Promise<void> {
  const policy = await findCurrentOptions(tx, ctx.projectId);
  const { row, evaluation } = await columnsOf(ctx, key, id, submission, policy);
  await insertSubmission(tx, row);
  await insertImages(tx, imageRows);
  await insertEvaluation(tx, evaluation);
  const known = Object.entries({ email: submission.email, ...submission.claimed }).filter(([, value]) => value !== null);
  await appendAudit(tx, ctx, key, [
    {
      action: submission.source === "import" ? "submission.imported" : "submission.created",
      subjectId: id,
      changes: known.map(([field, value]) => ({ field, old: null, new: value })),
    },
  ]);
}

/** Key and sealed files first, then one transaction; what it does not keep is taken back. Rules show as flags and reject nothing. */
export async function createSubmission(ctx: ServiceContext, submission: NewSubmission): Promise<string> {
  const id = randomUUID();
  const key = await ctx.vault.createSubmissionKey(ctx.projectId, id);
  const imageRows: NewImage[] = [];
  try {
    for (const { kind, image } of submission.images) imageRows.push(await storeImage(ctx.storage, key, id, kind, image, ctx.now));
    await ctx.db.transaction((tx) => write(ctx, tx, key, id, submission, imageRows));
  } catch (error) {
    await discardImages(ctx.storage, imageRows);
    await ctx.vault.destroySubmissionKey(ctx.projectId, id);
    throw error;
  }
  return id;
}
