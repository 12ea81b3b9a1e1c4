import { expect, test } from "vitest";
import { agentCodes } from "../codes/reject-comments";
import type { Flag } from "../flags";
import { resubmissionKinds } from "../images";
import { codesFor, flagsAfterAnswer, flagsUnanswered } from "./resubmission";

test("each image has the codes that speak of it, and other", () => {
  expect(codesFor("idImage")).toEqual(["id_image_invalidImage", "id_image_invalidId", "id_image_error", "id_image_badImage", "id_info_dataMismatch", "other"]);
  expect(codesFor("selfieImage")).toEqual(["other"]);
  expect(codesFor("addressImage")).toEqual(["address_image_invalidImage", "address_image_error", "address_image_badImage", "address_info_expiredDocument", "address_info_dataMismatch", "other"]);
  expect(new Set(resubmissionKinds.flatMap(codesFor))).toEqual(new Set(agentCodes));
});

const before: Flag[] = ["field_mismatch:fullName", "low_confidence:fullName", "warning:fake_id", "address_document", "not_resubmitted", "not_run:mrz", "not_run:face_match", "not_run:selfie_liveness"];

test("what was doubted of an image goes with it, everything else stays", () => {
  expect(flagsAfterAnswer(before, "idImage", ["not_run:face_match", "warning:image_edited"])).toEqual(["field_mismatch:fullName", "warning:image_edited", "address_document", "not_run:face_match", "not_run:selfie_liveness"]);
  expect(flagsAfterAnswer(before, "selfieImage", [])).toEqual(["field_mismatch:fullName", "low_confidence:fullName", "warning:fake_id", "address_document", "not_run:mrz"]);
  expect(flagsAfterAnswer([], "addressImage", ["address_document"])).toEqual(["address_document"]);
});

test("no answer is a flag of its own beside the others, once", () => {
  expect(flagsUnanswered(["not_run:mrz"])).toEqual(["not_resubmitted", "not_run:mrz"]);
  expect(flagsUnanswered(before)).toEqual(before);
});
