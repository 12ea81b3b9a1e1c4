import "server-only";
import { randomUUID } from "node:crypto";
import { hasAttempt } from "@/db/queries/attempts";
import { findBankAuthentication } from "@/db/queries/bank-authentications";
import { findImage } from "@/db/queries/images";
import { isUniqueViolation } from "@/db/violations";
import { readStep2, readStep2Id, type Step2Answer, type Step2Input } from "@/lib/contracts/v3/step2";
import type { EngineImage } from "@/lib/engines/engines";
import { stepRefusal } from "@/lib/errors";
import type { InspectedImage } from "@/lib/images/inspect";
import { isBankCodeOver, isStepOver } from "@/lib/kyc/intake/clocks";
import { finalOf, type BankFacts } from "@/lib/kyc/intake/step2";
import { stepMessage, type StepMessage } from "@/lib/kyc/intake/step-codes";
import { isSameValue } from "@/lib/kyc/review/compare";
import { createCheckRecord, engineDeadlineMs } from "./check-record";
import type { ApiContext } from "./context";
import { decodeImage } from "./decode-image";
import { forgetErasedFace } from "./erase-submission";
import { runStep2Checks } from "./run-step2-checks";
import { openBankAuthentication } from "./sealed-bank";
import { openStep2Case, refusePeriods, step2Refusal, type Step2Case } from "./step2-case";
import { discardImages, imagePurpose, storeImages, type NewImage } from "./store-image";
import { decideTry, storeStep2, type Step2Try } from "./store-step2";
import { wasCommitted } from "./was-committed";

/** A request of Step 2, as it came. */
export interface Step2Request {
  fields: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, Buffer>;
}

/** @throws {ApiRefusal} invalid_bank_authentication without a transfer whose code is in time; missing_required_field when another holder was named to it. */
async function readBankFacts(ctx: ApiContext, { row, keys }: Step2Case, bank: Step2Input["bank"]): Promise<BankFacts | null> {
  if (bank === null) return null;
  const found = await findBankAuthentication(ctx.db, ctx.projectId, row.id);
  if (found === null || isBankCodeOver(found.requestedAt, ctx.now)) throw step2Refusal("invalid_bank_authentication");

  const { userName, code, holderName } = openBankAuthentication(keys.submission, found.sealed);
  if (!isSameValue("fullName", userName, bank.userName)) throw step2Refusal("missing_required_field", {}, 2);
  return { isCodeRight: code === bank.code, isHolderRight: isSameValue("fullName", holderName, userName) };
}

async function readDocument(ctx: ApiContext, { row, keys }: Step2Case): Promise<EngineImage> {
  const image = await findImage(ctx.db, ctx.projectId, row.id, "idImage");
  if (image === null) throw new Error("A submission that passed Step 1 has no image of its document.");
  const sealed = await ctx.storage.get(image.originalKey);
  return { contentType: image.contentType, bytes: keys.submission.open(sealed, imagePurpose(image.id, "original")) };
}

interface Pictures {
  selfie: InspectedImage;
  address: InspectedImage | null;
}

async function decodePictures({ files }: Step2Request, { options }: Step2Case): Promise<Pictures> {
  const decode = (name: string, refusal: StepMessage) => decodeImage(files.get(name) ?? Buffer.alloc(0), refusal);
  const selfie = await decode("faceImage", stepMessage("step2", "invalid_face_image"));
  // Nobody asked for a proof of address while the option is off.
  return { selfie, address: options.proofOfAddress ? await decode("addressImage", stepMessage("step2", "invalid_address_image")) : null };
}

/** What was sent beside the images; the code of the transfer is a secret between the bank and the applicant. */
const sentOf = ({ fields }: Step2Request) => Object.fromEntries([...fields].filter(([name]) => name !== "userOccupancyCode"));

/** A try that the engines have judged. */
interface Prepared {
  step: Step2Case;
  attempt: Step2Try;
  pictures: Pictures;
}

async function prepare(ctx: ApiContext, request: Step2Request): Promise<Prepared> {
  const names = new Set(request.files.keys());
  const named = readStep2Id(request.fields, names);
  if ("refusal" in named) throw stepRefusal(named.refusal);
  const step = await openStep2Case(ctx, ctx.db, named.submissionId);
  const { row, options, printed, mrz } = step;

  const input = readStep2(request.fields, names, { issuingCountry: row.issuingCountry ?? "", idType: row.idType, options });
  await refusePeriods(ctx, ctx.db, step, "refusal" in input ? null : input.claimed);
  if (isStepOver(row.stepClockAt ?? row.createdAt, ctx.now)) throw step2Refusal("exceeded_72hour_limit");
  if ("refusal" in input) throw stepRefusal(input.refusal);
  const bank = await readBankFacts(ctx, step, input.bank);

  const pictures = await decodePictures(request, step);
  const record = createCheckRecord();
  const subject = { submissionId: row.id, idType: input.idType, final: finalOf({ claimed: input.claimed, printed, mrz }), document: await readDocument(ctx, step), selfie: pictures.selfie };
  const checks = await runStep2Checks(ctx, subject, options, record, AbortSignal.timeout(engineDeadlineMs));
  return { step, pictures, attempt: { id: randomUUID(), input, sent: sentOf(request), checks, record, bank, hasAddressImage: pictures.address !== null } };
}

/** One transaction; files that it certainly did not keep are taken back. */
async function store(ctx: ApiContext, step: Step2Case, attempt: Step2Try, images: readonly NewImage[]): Promise<Step2Answer> {
  let answer: Step2Answer | null = null;
  try {
    return await ctx.db.transaction(async (tx) => (answer = await storeStep2(ctx, tx, step, attempt, images)));
  } catch (error) {
    const isThere = answer === null ? false : await wasCommitted(ctx, (tx) => hasAttempt(tx, ctx.projectId, attempt.id));
    if (isThere && answer !== null) return answer;
    if (isThere === false) await discardImages(ctx.storage, images);
    if (isUniqueViolation(error, "submissions_one_open_per_email_key")) throw stepRefusal(stepMessage("step1", "reviewing", { email: step.row.email ?? "" }));
    throw error;
  }
}

async function finish(ctx: ApiContext, { step, attempt, pictures }: Prepared): Promise<Step2Answer> {
  const decision = decideTry(step, attempt, null);
  if (decision.outcome === "error") throw stepRefusal(decision.error);

  const { selfie, address } = pictures;
  const given = [{ kind: "selfieImage", image: selfie } as const, ...(address === null ? [] : [{ kind: "addressImage", image: address } as const])];
  const images = await storeImages(ctx, step.keys.submission, step.row.id, given);
  return store(ctx, step, attempt, images);
}

/**
 * Step 2: a person is held against the document of Step 1. Errors are thrown: nothing is kept and nothing counts.
 * @throws {ApiRefusal} with an error code of Step 2, in the order of the steps: the submission, Approved and Rejected
 * Period, 72 hours, fields, bank, images, what the engines' failures say, and what another request did meanwhile.
 */
export async function submitStep2(ctx: ApiContext, request: Step2Request): Promise<Step2Answer> {
  const prepared = await prepare(ctx, request);
  try {
    return await finish(ctx, prepared);
  } catch (error) {
    if (prepared.attempt.checks.faceIndex !== null) await forgetErasedFace(ctx, prepared.step.row.id);
    throw error;
  }
}
