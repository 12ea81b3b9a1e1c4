import { quickAddJob } from "graphile-worker";
import { env } from "@/lib/env";
import type { TaskName } from "@/lib/jobs/tasks";
import type { AgentCode } from "@/lib/kyc/codes/reject-comments";
import { expect } from "../fixtures";
import { passport, readAs } from "./documents";
import type { ReviewRow } from "./row";
import { idOf, type Story } from "./story";

const tenYearsAgo = `${(new Date().getUTCFullYear() - 10).toString()}-01-01`;
const timeOut: TaskName = "time_out_submissions";

/** Step 1 answers the rejection itself. */
async function rejectedByStep1({ step1 }: Story): Promise<string> {
  const answer = await step1(passport);
  expect(answer.body).toMatchObject({ kycStatus: "rejected", comment: [expect.any(String)], commentCode: [expect.any(String)] });
  return idOf(answer);
}

async function rejectedByStep2({ passStep1, step2 }: Story): Promise<string> {
  const id = await passStep1();
  expect((await step2(id)).body).toMatchObject({ verificationResult: "success", kycStatus: "rejected" });
  return id;
}

/** A case with a proof of address, which an agent rejects over the desk's own API. */
const byHand = (code: AgentCode, otherText?: string): ReviewRow => ({
  code,
  message: otherText,
  options: { proofOfAddress: true },
  reach: async ({ leavePending, pictures, reject }) => {
    const id = await leavePending({ images: { faceImage: pictures.selfie, addressImage: pictures.back } });
    await reject(id, { codes: [code], otherText });
    return id;
  },
});

export const reviewRows: readonly ReviewRow[] = [
  {
    code: "too_many_retry",
    reach: async (story) => {
      story.engine("readZone", "front", { facts: { isWhole: false } });
      await story.step1(passport);
      await story.step1(passport);
      return rejectedByStep1(story);
    },
  },
  {
    code: "timeout",
    options: { retryTimeoutHours: 24 },
    reach: async ({ age, engine, step1 }) => {
      engine("readZone", "front", { facts: { isWhole: false } });
      const id = idOf(await step1(passport));
      await age(id, "24 hours");
      await quickAddJob({ connectionString: env().DATABASE_URL }, timeOut, {});
      return id;
    },
  },
  {
    code: "duplicate_user",
    options: { rejectDuplicateUser: true },
    reach: async (story) => {
      await story.approve("original@applicant.test");
      return rejectedByStep2(story);
    },
  },
  {
    code: "blacklistCountry",
    values: { country: "Utopia" },
    options: { blacklistCountries: ["UTO"] },
    reach: rejectedByStep1,
  },
  {
    code: "under_ageLimit",
    values: { age: "19" },
    options: { ageLimit: 19 },
    reach: async (story) => {
      story.engine("readText", "front", { facts: readAs({ birthDate: tenYearsAgo }) });
      return rejectedByStep1(story);
    },
  },
  { code: "invalid_acceptedID", options: { acceptedIdTypes: ["drivers_license"] }, reach: rejectedByStep1 },
  byHand("id_image_invalidImage"),
  byHand("id_image_invalidId"),
  byHand("id_image_error"),
  byHand("id_image_badImage"),
  byHand("id_info_dataMismatch"),
  {
    code: "id_info_blacklist",
    values: { country: "Iran" },
    options: { blacklistCountries: ["IRN"] },
    reach: async ({ leavePending, reject }) => {
      const id = await leavePending();
      await reject(id, { fields: { issuingCountry: "IRN" }, confirmedHits: ["blacklist_country"] });
      return id;
    },
  },
  {
    code: "id_info_notOfAge",
    values: { age: "20" },
    options: { ageLimit: 20 },
    reach: async ({ leavePending, reject }) => {
      const id = await leavePending();
      await reject(id, { fields: { birthDate: tenYearsAgo }, confirmedHits: ["age_limit"] });
      return id;
    },
  },
  byHand("address_image_invalidImage"),
  byHand("address_image_error"),
  byHand("address_image_badImage"),
  byHand("address_info_expiredDocument"),
  byHand("address_info_dataMismatch"),
  byHand("other", "Please send both sides of {your} card."),
  {
    code: "duplicated_face",
    options: { faceDuplication: true },
    reach: async (story) => {
      await story.approve("first@applicant.test");
      await story.approve("second@applicant.test");
      return rejectedByStep2(story);
    },
  },
];
