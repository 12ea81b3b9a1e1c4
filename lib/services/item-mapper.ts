import "server-only";
import type { ApiAttempt, ApiItemRow } from "@/db/queries/api-items";
import type { Item, ItemData, ItemKyc, ItemOptions } from "@/lib/contracts/v3/item";
import { ageGroupOf } from "@/lib/kyc/age-group";
import type { CivilDate } from "@/lib/kyc/civil-date";
import type { Fields } from "@/lib/kyc/fields";
import { idTypes, isIdType } from "@/lib/kyc/id-type";
import { imageKinds } from "@/lib/kyc/images";
import type { ProjectId } from "@/lib/kyc/ids";
import { addressParts } from "@/lib/kyc/intake/address";
import { effectiveOptions } from "@/lib/kyc/intake/custom-options";
import { mergeLayers } from "@/lib/kyc/intake/reading";
import { namePartsOf } from "@/lib/kyc/name-parts";
import { defaultOptions } from "@/lib/kyc/options";
import { isDecided } from "@/lib/kyc/review/transitions";
import type { SealingKey } from "@/lib/vault/vault";
import type { ImageLinker } from "./image-link";
import { openBefore } from "./sealed-before";
import { openComments } from "./sealed-comments";
import { openOcrRaw, openSentParameters } from "./sealed-intake";
import { openNumbers, wholeLayer, type SealedNumbers } from "./sealed-numbers";

/** What an item is made of: its row, its key (`null` when it was erased, or nothing sealed is wanted), today in its project. */
export interface ItemSource {
  row: ApiItemRow;
  key: SealingKey | null;
  today: CivilDate;
}

const fromHex = (text: string) => Buffer.from(text, "hex");

/** Decided, and nobody outside has been told. */
const isHidden = ({ status, isReleased }: ApiItemRow) => isDecided(status) && !isReleased;

function dataOf({ row, today }: ItemSource, { final }: SealedNumbers): ItemData {
  const { firstName, lastName } = namePartsOf(row.fullName);
  const [cf1 = null, cf2 = null, cf3 = null] = row.customFields ?? [];
  const address = Object.fromEntries(addressParts.map((part) => [`address_${part}`, row.address?.[part] ?? null]));
  return {
    ...(address as Pick<ItemData, `address_${(typeof addressParts)[number]}`>),
    full_name: row.fullName, name: row.fullName, first_name: firstName, last_name: lastName, gender: row.gender, nationality: row.nationality,
    date_of_birth: row.birthDate, age_group: ageGroupOf(row.birthDate, today), cf1, cf2, cf3, ip_address: row.ipAddress, idType: row.idType,
    idcard_issuingCountry: row.issuingCountry, idcard_issueDate: row.issueDate, idcard_expireDate: row.expireDate,
    identityNumber: final.identityNumber, documentNumber: final.documentNumber,
  };
}

function attemptOf(attempt: ApiAttempt, key: SealingKey | null): ItemKyc["attempts"][number] {
  const { id, number, livenessScore, faceSimilarityScore, retryCodes, retryMessages, trace } = attempt;
  return {
    attemptCnt: number, livenessScore, faceSimilarityScore, retryCode: retryCodes, retryMsg: retryMessages,
    verificationParams: openSentParameters(key, id, trace === null ? null : fromHex(trace)),
  };
}

function kycOf({ row, key }: ItemSource): ItemKyc {
  // What is asked again is told as a rejection's reasons are: the applicant must hear of it from the client.
  const told = isHidden(row) ? null : isDecided(row.status) ? row.decision : row.asked;
  return {
    result: isHidden(row) ? "pending" : row.status,
    comment: told === null ? [] : openComments(key, told.id, told.commentsSealed === null ? null : fromHex(told.commentsSealed)),
    commentCode: told?.codes ?? [],
    ...(row.asked === null ? {} : { resubmission: row.asked.kind }),
    attempts: row.attempts.map((attempt) => attemptOf(attempt, key)),
  };
}

function optionsOf({ options, customOptions }: ApiItemRow): ItemOptions {
  const applied = effectiveOptions({ ...defaultOptions, ...options }, customOptions);
  return {
    option_aml: false, option_addressData: applied.addressCollection, option_idNumber: true, option_documentNumber: true,
    option_mask_documentNumber: false, option_mask_idNumber: false, option_ai_only: applied.automatedProcessingOnly,
    policy_approvePeriod: applied.approvedPeriodDays, policy_rejectPeriod: applied.rejectedPeriodDays, policy_blacklistCountries: applied.blacklistCountries,
    policy_acceptedID: applied.acceptedIdTypes ?? [...idTypes], policy_ageLimit: applied.ageLimit,
  };
}

function layersOf({ row }: ItemSource, numbers: SealedNumbers): { ocr: Fields | null; review: Fields | null } {
  const [printed, mrz] = [wholeLayer(row.printed, numbers.printed), wholeLayer(row.mrz, numbers.mrz)];
  return { ocr: mergeLayers(printed, mrz), review: wholeLayer(row.claimed, numbers.claimed) };
}

/** What was corrected with a decision that nobody outside has been told of is not told either. */
export function itemDataOf(source: ItemSource): ItemData {
  const { row, key } = source;
  const numbers = openNumbers(key, row.numbers);
  const sealed = isHidden(row) ? (row.decision?.beforeSealed ?? null) : null;
  const before = sealed === null ? null : openBefore(key, row.decision?.id ?? "", fromHex(sealed));
  if (before === null) return dataOf(source, numbers);

  const { documentNumber = numbers.final.documentNumber, identityNumber = numbers.final.identityNumber, idType = row.idType, ...plain } = before.fields;
  return dataOf({ ...source, row: { ...row, ...plain, idType: isIdType(idType) ? idType : null } }, { ...numbers, final: { documentNumber, identityNumber } });
}

export const itemKycOf = kycOf;

/** What belongs to neither the result nor the data. */
export function otherPartsOf(source: ItemSource, projectId: ProjectId, linkTo: ImageLinker) {
  const { row, key } = source;
  const links = imageKinds.map((kind) => {
    const image = row.images.find((each) => each.kind === kind);
    return [kind, image === undefined ? null : linkTo({ projectId, submissionId: row.id, imageId: image.id, kind })];
  });
  return {
    OCR_raw: openOcrRaw(key, row.ocrRaw),
    ...layersOf(source, openNumbers(key, row.numbers)),
    project_options: optionsOf(row),
    image: Object.fromEntries(links) as Item["image"],
    memo: row.memo === null ? null : { text: row.memo.text, updated_at: row.memo.updatedAt },
  };
}

/** A submission as the public API shows it. Until its decision is released, it waits. */
export function itemOf(source: ItemSource, projectId: ProjectId, linkTo: ImageLinker): Item {
  const { row } = source;
  return {
    submission_id: row.id, email: row.email, userid: row.userid, created_at: row.createdAt, updated_at: row.updatedAt, pending_at: row.pendingAt,
    kyc_result_at: row.isReleased ? row.kycResultAt : null, reviewer: row.isReleased ? row.reviewer : null,
    data: itemDataOf(source), kyc: kycOf(source), ...otherPartsOf(source, projectId, linkTo),
  };
}
