import { randomUUID } from "node:crypto";
import type { OperationName } from "@/lib/engines/contract";
import type { Step2Error } from "@/lib/kyc/intake/step-codes";
import { koreanCard, readAs, universal } from "./documents";
import type { StepRow } from "./row";
import { broken, type Given, type Story } from "./story";

/** A Step 2 that says this, after a Step 1 that passed. */
const said = (given: Given) => async ({ passStep1, step2 }: Story) => step2(await passStep1(), given);

const noPicture = Buffer.from("<svg onload=alert(1)/>");
const bank = { userOccupancyName: "Kim Minseo", userOccupancyCode: "4821" };
const identityNumber = "940512-2345678";
const wrongKey = `vk_${"0".repeat(12)}_${"a".repeat(43)}`;

/** A Step 2 while an operation of the faces' engine fails. */
const searched = (operation: OperationName): StepRow["reach"] => async ({ engine, passStep1, step2 }) => {
  engine(operation, "selfie", broken);
  return step2(await passStep1());
};

export const step2Errors: readonly StepRow<Step2Error>[] = [
  { code: "invalid_payload", reach: said({ images: {} }) },
  {
    code: "invalid_request",
    reach: async ({ inState, passStep1, step2 }) => {
      const id = await passStep1();
      return inState("closed", () => step2(id));
    },
  },
  { code: "invalid_face_image", reach: said({ images: { faceImage: noPicture } }) },
  { code: "missing_parameters", reach: said({ fields: { name: "" } }) },
  {
    code: "invalid_address_image",
    options: { proofOfAddress: true },
    reach: async ({ passStep1, pictures, step2 }) => step2(await passStep1(), { images: { faceImage: pictures.selfie, addressImage: noPicture } }),
  },
  { code: "invalid_submission_id", reach: ({ step2 }) => step2("42") },
  { code: "no_submission", reach: ({ step2 }) => step2(randomUUID()) },
  {
    code: "rejected_submission",
    values: { email: "approved@applicant.test" },
    options: { approvedPeriodDays: 30 },
    reach: async ({ approve, email, passStep1, step2 }) => {
      await approve(email);
      return step2(await passStep1());
    },
  },
  { code: "unauthorized", reach: said({ headers: { "x-api-key": wrongKey } }) },
  { code: "missing_address", options: { addressCollection: true }, reach: said({ fields: { address_detail: "3F" } }) },
  {
    code: "unexpected_error",
    reach: async ({ desk, email, passStep1, step2 }) => {
      const id = await passStep1();
      return desk.refusing(email, () => step2(id));
    },
  },
  {
    code: "verify_kor_error",
    options: { koreanIdVerification: true },
    reach: async ({ engine, passStep1, step2 }) => {
      engine("readText", "front", { facts: readAs({ issuingCountry: "KOR", identityNumber }) });
      engine("verifyKorean", { number: identityNumber }, broken);
      return step2(await passStep1(koreanCard), { fields: { identity_number: identityNumber } });
    },
  },
  { code: "invalid_bank_authentication", options: { bankAuthentication: true }, reach: said({ fields: bank }) },
  { code: "missing_required_field", variant: 1, options: { bankAuthentication: true }, reach: said({ fields: { ...bank, userOccupancyCode: "" } }) },
  {
    code: "missing_required_field",
    variant: 2,
    options: { bankAuthentication: true },
    reach: async ({ passStep1, payOneWon, step2 }) => {
      const id = await passStep1();
      await payOneWon(id, "110200304");
      return step2(id, { fields: { ...bank, userOccupancyName: "Lee Jiho" } });
    },
  },
  {
    code: "exceeded_72hour_limit",
    reach: async ({ age, passStep1, step2 }) => {
      const id = await passStep1();
      await age(id, "72 hours");
      return step2(id);
    },
  },
  {
    code: "invalid_idType",
    options: { universal: true },
    reach: async ({ engine, passStep1, step2 }) => {
      engine("detectDocument", "front", { facts: { idType: null } });
      return step2(await passStep1(universal));
    },
  },
  { code: "face_validation_error", variant: 1, options: { faceDuplication: true }, reach: searched("searchFace") },
  { code: "face_validation_error", variant: 2, options: { faceDuplication: true }, reach: searched("indexFace") },
];
