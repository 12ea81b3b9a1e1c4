import "server-only";
import { randomUUID } from "node:crypto";
import { findBankAuthentication } from "@/db/queries/bank-authentications";
import { readStep2, readStep2Id, type Step2Answer, type Step2Input } from "@/lib/contracts/v3/step2";
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
import { commitStep2, readDocument, sentOf, type Step2Request } from "./step2-request";
import { storeImages } from "./store-image";
import { decideTry, storeStep2, type Step2Try } from "./store-step2";
import { answerAgain, findAskedAgain } from "./submit-step2-again";

/** @throws {ApiRefusal} invalid_bank_authentication without a transfer whose code is in time; missing_required_field when another holder was named to it. */
async function readBankFacts(ctx: ApiContext, { row, keys }: Step2Case, bank: Step2Input["bank"]): Promise<BankFacts | null> {
  if (bank === null) return null;
  const found = await findBankAuthentication(ctx.db, ctx.projectId, row.id);
  if (found === null || isBankCodeOver(found.requestedAt, ctx.now)) throw step2Refusal("invalid_bank_authentication");

  const { userName, code, holderName } = openBankAuthentication(keys.submission, found.sealed);
  if (!isSameValue("fullName", userName, bank.userName)) throw step2Refusal("missing_required_field", {}, 2);
  return { isCodeRight: code === bank.code, isHolderRight: isSameValue("fullName", holderName, userName) };
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
  const document = await readDocument(ctx, step);
  if (document === null) throw new Error("A submission that passed Step 1 has no image of its document.");
  const subject = { submissionId: row.id, idType: input.idType, final: finalOf({ claimed: input.claimed, printed, mrz }), document, selfie: pictures.selfie };
  const checks = await runStep2Checks(ctx, subject, options, record, AbortSignal.timeout(engineDeadlineMs));
  return { step, pictures, attempt: { id: randomUUID(), input, sent: sentOf(request), checks, record, bank, hasAddressImage: pictures.address !== null } };
}

async function finish(ctx: ApiContext, { step, attempt, pictures }: Prepared): Promise<Step2Answer> {
  const decision = decideTry(step, attempt, null);
  if (decision.outcome === "error") throw stepRefusal(decision.error);

  const { selfie, address } = pictures;
  const given = [{ kind: "selfieImage", image: selfie } as const, ...(address === null ? [] : [{ kind: "addressImage", image: address } as const])];
  const images = await storeImages(ctx, step.keys.submission, step.row.id, given);
  return commitStep2(ctx, step, attempt.id, images, (tx) => storeStep2(ctx, tx, step, attempt, images));
}

/**
 * Step 2: a person is held against the document of Step 1; or the one image that was asked for again comes. Errors are thrown: nothing is kept and nothing counts.
 * @throws {ApiRefusal} with an error code of Step 2, in the order of the steps: the submission, Approved and Rejected
 * Period, 72 hours, fields, bank, images, what the engines' failures say, and what another request did meanwhile.
 */
export async function submitStep2(ctx: ApiContext, request: Step2Request): Promise<Step2Answer> {
  const asked = await findAskedAgain(ctx, request);
  if (asked !== null) return answerAgain(ctx, request, asked);
  const prepared = await prepare(ctx, request);
  try {
    return await finish(ctx, prepared);
  } catch (error) {
    if (prepared.attempt.checks.faceIndex !== null) await forgetErasedFace(ctx, prepared.step.row.id);
    throw error;
  }
}
