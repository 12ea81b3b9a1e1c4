import "server-only";
import type { Database } from "@/db";
import { emptyAttemptTraces } from "@/db/queries/attempts";
import { emptyAuditValues } from "@/db/queries/audit";
import { emptyAnswersAbout } from "@/db/queries/idempotent-answers";
import { deleteImages, listImageFiles, supersedeImages } from "@/db/queries/images";
import { holdPolicy } from "@/db/queries/projects";
import { emptyEvaluationTraces, lockSubmission, updateSubmission } from "@/db/queries/submissions";
import type { SubmissionRow } from "@/db/schema/submissions";
import { imageKindsOf, type DataFieldName, type DeletePartsAnswer, type PartsWish, type readPartsWish } from "@/lib/contracts/v3/delete";
import { readAdmin, readSubmissionId, type Sent } from "@/lib/contracts/v3/review";
import { adminRefusal } from "@/lib/errors";
import { addressParts, type Address } from "@/lib/kyc/intake/address";
import { KeyMissingError } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import { auditedFieldsOf, deletedNames, isInEvaluations, isInTries } from "./audited-parts";
import { asAdmin, holdAdmin, type AdminContext } from "./client-admin";
import type { ApiContext } from "./context";
import { forgetFace } from "./erase-submission";
import { overtakeProposal } from "./overtake-proposal";
import { endGrace } from "./release-decision";
import { loadKeys, type CaseKeys } from "./review-case";
import { matchHashes, noNumbers, openNumbers, sealNumbers, type SealedNumbers } from "./sealed-numbers";

/** Columns of the final layer by the names of `data`. */
const plainColumns = {
  full_name: "fullName", gender: "gender", nationality: "nationality", date_of_birth: "birthDate", idcard_issueDate: "issueDate", idcard_expireDate: "expireDate", ip_address: "ipAddress",
} as const satisfies Partial<Record<DataFieldName, keyof SubmissionRow>>;

function addressWithout(address: Address | null, names: readonly DataFieldName[]): Address | null {
  const kept = addressParts.filter((part) => !names.includes(`address_${part}`) && address?.[part] !== undefined);
  return kept.length === 0 ? null : Object.fromEntries(kept.map((part) => [part, address?.[part]]));
}

function dataColumns(row: SubmissionRow, names: readonly DataFieldName[]): Partial<SubmissionRow> {
  const plain = Object.entries(plainColumns).filter(([name]) => names.some((each) => each === name)).map(([, column]) => [column, null]);
  const customFields = row.customFields?.map((value, index) => (names.some((name) => name === `cf${index + 1}`) ? null : value)) ?? null;
  return {
    ...(Object.fromEntries(plain) as Partial<SubmissionRow>), customFields, address: addressWithout(row.address, names),
    ...(names.includes("idcard_issuingCountry") ? { issuingCountry: null, issuingCountryCanonical: null } : {}),
  };
}

function numbersWithout(numbers: SealedNumbers, { parts, dataFields }: PartsWish): SealedNumbers {
  const { documentNumber, identityNumber } = numbers.final;
  return {
    final: { documentNumber: dataFields.includes("documentNumber") ? null : documentNumber, identityNumber: dataFields.includes("identityNumber") ? null : identityNumber },
    claimed: parts.includes("review") ? null : numbers.claimed,
    printed: parts.includes("ocr") ? null : numbers.printed,
    mrz: parts.includes("ocr") ? null : numbers.mrz,
  };
}

/** The columns without what is named; a number that is gone matches nothing. */
function remaining(row: SubmissionRow, keys: CaseKeys, wish: PartsWish): Partial<SubmissionRow> {
  const has = (part: PartsWish["parts"][number]) => wish.parts.includes(part);
  const numbers = numbersWithout(openNumbers(keys.submission, row.numbers), wish);
  return {
    ...dataColumns(row, wish.dataFields),
    numbers: row.numbers === null ? null : sealNumbers(keys.submission, numbers), ...matchHashes(keys.project, row.numbers === null ? noNumbers : numbers.final),
    ...(has("OCR_raw") ? { ocrRaw: null } : {}), ...(has("ocr") ? { printed: null, mrz: null } : {}), ...(has("review") ? { claimed: null } : {}),
    ...(has("email") ? { email: null } : {}), ...(has("userid") ? { userid: null, externalId: null } : {}), ...(has("memo") ? { memo: null } : {}),
  };
}

/** Takes what is named out of what was sealed about the past: the log's values, tries, evaluations and kept answers. Its entry is in the log already. */
async function emptyPast(ctx: ApiContext | AdminContext, tx: Database, id: string, wish: PartsWish): Promise<void> {
  const fields = auditedFieldsOf(deletedNames(wish));
  if (fields.size > 0) await emptyAuditValues(tx, ctx.projectId, id, fields);
  if (isInEvaluations(wish)) await emptyEvaluationTraces(tx, ctx.projectId, id);
  if (!isInTries(wish)) return;
  await emptyAttemptTraces(tx, ctx.projectId, id);
  await emptyAnswersAbout(tx, ctx.projectId, id);
}

async function deleteRows(ctx: ApiContext | AdminContext, tx: Database, keys: CaseKeys | null, id: string, wish: PartsWish): Promise<void> {
  if (ctx.actor.kind === "member") await holdAdmin(tx, { ...ctx, actor: ctx.actor }, "submissions.erase");
  else await holdPolicy(tx, ctx.projectId, "share");
  const locked = await lockSubmission(tx, ctx.projectId, id);
  if (!locked || locked.submission.status === "deleted") throw adminRefusal("Invalid Submission Id.");
  const { submission } = locked;
  if (submission.status === "incomplete") throw adminRefusal("Submissions in incomplete status cannot be modified");
  if (keys === null) throw new KeyMissingError();

  await overtakeProposal(ctx, tx, id);
  const told = await endGrace(ctx, tx, submission);
  await updateSubmission(tx, ctx.projectId, id, { ...remaining(submission, keys, wish), ...told, isOutOfDuplicates: true, version: submission.version + 1, updatedAt: ctx.now });
  const kinds = imageKindsOf(wish);
  if (kinds.length > 0) await supersedeImages(tx, ctx.projectId, id, ctx.now, kinds);
  await appendAudit(tx, ctx, keys.submission, [{ action: "submission.parts_deleted", subjectId: id, changes: deletedNames(wish).map((field) => ({ field, old: null, new: null })) }]);
  await emptyPast(ctx, tx, id, wish);
}

/**
 * `DELETE /v3/submission/partial`: takes named parts out of a submission, which is nobody's duplicate from then on, and
 * their earlier values out of its log. The reference names no member here: the key answers for it, unless `admin_name` does. The files of images go after the
 * commit; a call that was cut short is finished by asking for it again. Faults are told in this order: submission_id, names
 * that are not known, nothing named, access, and then those of the submission.
 */
export async function deleteParts(ctx: ApiContext, sent: Sent, wish: ReturnType<typeof readPartsWish>): Promise<DeletePartsAnswer> {
  const named = readSubmissionId(sent, "submission_id");
  if (named === "missing") throw adminRefusal("submission_id is required.");
  if ("unknown" in wish) throw adminRefusal("Invalid data format.", wish.unknown.map((name) => ({ code: "unknown_field", message: `${name} is no part that can be deleted.` })));
  if (deletedNames(wish).length === 0) throw adminRefusal("At least one property to delete is required.");
  const email = readAdmin(sent, "admin_name");
  const actor = email === null ? ctx : await asAdmin(ctx, email, "submissions.erase");
  if (named === "malformed") throw adminRefusal("Invalid Submission Id.");

  const { id } = named;
  const keys = await loadKeys(actor, id);
  await ctx.db.transaction((tx) => deleteRows(actor, tx, keys, id, wish));
  const kinds = imageKindsOf(wish);
  if (kinds.includes("selfieImage")) await forgetFace(ctx, id);
  const files = await listImageFiles(ctx.db, ctx.projectId, id, kinds);
  await Promise.all(files.map((file) => ctx.storage.delete(file)));
  await deleteImages(ctx.db, ctx.projectId, id, kinds);
  return { submissionId: id, message: "Success to delete submission data.", deleted: deletedNames(wish) };
}
