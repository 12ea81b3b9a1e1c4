import type { Step1Error } from "@/lib/kyc/intake/step-codes";
import { card, koreanCard, passport, readAs, universal, utopianLicence, uzbekCard } from "./documents";
import type { StepRow } from "./row";
import { broken } from "./story";

export const step1Errors: readonly StepRow<Step1Error>[] = [
  { code: "invalid_payload", reach: ({ step1 }) => step1(passport, { images: {} }) },
  { code: "invalid_id_image", reach: ({ step1 }) => step1(passport, { images: { idImage: Buffer.from("<svg onload=alert(1)/>") } }) },
  { code: "invalid_request", reach: ({ inState, step1 }) => inState("deleted", () => step1(passport)) },
  { code: "invalid_project", reach: ({ inState, step1 }) => inState("closed", () => step1(passport)) },
  { code: "missing_parameters", reach: ({ step1 }) => step1(passport, { fields: { email: " " } }) },
  { code: "invalid_id_type", reach: ({ step1 }) => step1({ ...passport, idType: "library_card" }) },
  {
    code: "invalid_input_format",
    values: { parameters: "issuingCountry, submissionId, customOptions" },
    reach: ({ step1 }) => step1({ ...passport, issuingCountry: "ZZZ" }, { fields: { customOptions: '{"ageLimit":true}', submissionId: "42" } }),
  },
  { code: "invalid_email", reach: ({ step1 }) => step1(passport, { fields: { email: "nobody" } }) },
  {
    code: "id_image_error",
    reach: ({ engine, step1 }) => {
      engine("readText", "front", broken);
      return step1(passport);
    },
  },
  { code: "data_processing_error", reach: ({ desk, email, step1 }) => desk.refusing(email, () => step1(passport)) },
  { code: "save_image_error", reach: ({ desk, step1 }) => desk.withoutImages(() => step1(passport)) },
  {
    code: "rejected_submission",
    values: { email: "rejected@applicant.test" },
    options: { rejectedPeriodDays: 30, blacklistCountries: ["IRN"] },
    reach: async ({ step1 }) => {
      await step1({ ...passport, issuingCountry: "IRN" });
      return step1(passport);
    },
  },
  {
    code: "reviewing",
    values: { email: "reviewed@applicant.test" },
    reach: async ({ leavePending, step1 }) => {
      await leavePending();
      return step1(passport);
    },
  },
  {
    code: "not_an_id",
    reach: ({ engine, step1 }) => {
      engine("detectDocument", "front", { facts: { isId: false } });
      return step1(passport);
    },
  },
  {
    code: "id_detection_error",
    reach: ({ engine, step1 }) => {
      engine("detectDocument", "front", broken);
      return step1(passport);
    },
  },
  { code: "ocr_fail", options: { aiSupportedOnly: true }, reach: ({ step1 }) => step1(utopianLicence) },
  {
    code: "invalid_id",
    reach: ({ engine, step1 }) => {
      engine("readText", "front", { facts: readAs({ issuingCountry: "UZB", issueDate: "2020-12-31" }) });
      return step1(uzbekCard);
    },
  },
  {
    code: "id_validation_error",
    options: { idCardValidation: true },
    reach: ({ engine, step1 }) => {
      engine("findForgery", "back", broken);
      return step1(card);
    },
  },
  { code: "invalid_idType", variant: 1, reach: ({ step1 }) => step1(universal) },
  { code: "invalid_idType", variant: 2, options: { universal: true }, reach: ({ step1 }) => step1({ ...koreanCard, idType: "universal" }) },
  { code: "invalid_idType", variant: 3, options: { universal: true }, reach: ({ step1 }) => step1(passport) },
  { code: "missing_parameters", variant: 2, options: { universal: true }, reach: ({ pictures, step1 }) => step1(universal, { images: { idImage: pictures.front } }) },
  {
    code: "id_liveness_error",
    options: { idLivenessPipelines: ["screenReplay"] },
    reach: ({ engine, step1 }) => {
      engine("checkDocumentLiveness", "front", broken);
      return step1(passport);
    },
  },
];
