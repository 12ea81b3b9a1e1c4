import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCivilDate, type CivilDate } from "../civil-date";
import type { Fields } from "../fields";
import { defaultOptions, type ProjectOptions } from "../options";
import { failed, notAvailable, type Check, type FaceFacts } from "./checks";
import { decideStep2, type Step2Checks, type Step2Facts } from "./step2";

function day(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

const ok = <Facts>(facts: Facts): Check<Facts> => ({ outcome: "ok", facts });
const read: Fields = {
  issuingCountry: "UTO", fullName: "Anna Maria Eriksson", birthDate: "1974-08-12", nationality: "UTO", gender: "female", documentNumber: "L898902C3", identityNumber: null,
  issueDate: "2020-04-16", expireDate: "2030-04-15", idType: "passport",
};
const alike: FaceFacts = { idFaces: 1, selfieFaces: 1, isMatch: true, score: 97 };
const good: Step2Checks = { faces: ok(alike), selfieLiveness: ok({ score: 99 }), faceSearch: null, faceIndex: null, koreanAuthenticity: null };
const options: ProjectOptions = { ...defaultOptions, ageLimit: 19, blacklistCountries: ["IRN"] };
const facts: Step2Facts = {
  options, today: day("2026-11-24"), claimed: read, printed: read, mrz: { ...read, fullName: "ERIKSSON ANNA MARIA", issueDate: null }, flags: [], bank: null, hasAddressImage: false,
  duplicateOfApproved: null,
};

const faces = (changed: Partial<FaceFacts>): Step2Checks => ({ ...good, faces: ok({ ...alike, ...changed }) });
const outcomeOf = (checks: Step2Checks, given: Step2Facts) => {
  const decision = decideStep2(checks, given);
  if (decision.outcome === "retry") return decision.retries.map((retry) => retry.code);
  if (decision.outcome === "error") return [decision.error.code];
  return decision.outcome === "rejected" ? decision.codes : [decision.outcome];
};

test("what is clear in every respect is approved, with its scores", () => {
  expect(decideStep2(good, facts)).toMatchObject({ outcome: "approved", flags: [], faceSimilarityScore: 97, livenessScore: 99, final: read });
});

describe("a person decides", () => {
  test.each<[string, Step2Checks, Partial<Step2Facts>, string[]]>([
    ["what the applicant wrote otherwise", good, { claimed: { ...read, birthDate: "1974-12-08" } }, ["field_mismatch:birthDate"]],
    ["what was read with doubt", good, { flags: ["low_confidence:fullName"] }, ["low_confidence:fullName"]],
    ["a proof of address", good, { hasAddressImage: true }, ["address_document"]],
    ["faces that nobody compared", { ...good, faces: notAvailable }, {}, ["not_run:face_match"]],
    ["a selfie that nobody looked at", { ...good, selfieLiveness: notAvailable }, {}, ["not_run:selfie_liveness"]],
    ["faces that nobody searched", { ...good, faceSearch: notAvailable }, {}, ["not_run:face_duplication"]],
    ["a selfie that no index took", { ...good, faceSearch: ok({ matches: [] }), faceIndex: notAvailable }, {}, ["not_run:face_duplication"]],
    ["a Korean ID that nobody verified", { ...good, koreanAuthenticity: notAvailable }, {}, ["not_run:korean_authenticity"]],
    ["a Korean ID that is not authentic", { ...good, koreanAuthenticity: ok({ isAuthentic: false }) }, {}, ["korean_id_mismatch"]],
  ])("%s", (_name, checks, changed, flags) => {
    expect(decideStep2(checks, { ...facts, ...changed })).toMatchObject({ outcome: "pending", flags });
  });

  test("a claim that nobody read, though nothing contradicts it", () => {
    expect(outcomeOf(good, { ...facts, printed: { ...read, documentNumber: null }, mrz: null })).toEqual(["pending"]);
  });

  test("an age that is not known while there is a limit", () => {
    const yearOnly = { ...read, birthDate: "1974" };
    expect(outcomeOf(good, { ...facts, claimed: yearOnly, printed: yearOnly, mrz: null })).toEqual(["pending"]);
  });
});

describe("a retry", () => {
  test.each<[string, Step2Checks, string[]]>([
    ["no face on the document", faces({ idFaces: 0 }), ["no_face"]],
    ["no face on the selfie", faces({ selfieFaces: 0 }), ["no_face"]],
    ["two faces on the selfie", faces({ selfieFaces: 2 }), ["face_compare_fail"]],
    ["no match", faces({ isMatch: false, score: 40 }), ["face_compare_fail"]],
    ["a score of nothing", faces({ score: 0 }), ["face_compare_fail"]],
    ["a score of 85", faces({ score: 85 }), ["face_compare_underscore"]],
    ["liveness of 50", { ...good, selfieLiveness: ok({ score: 50 }) }, ["liveness_fail"]],
    ["both at once", { ...faces({ score: 1 }), selfieLiveness: ok({ score: 0 }) }, ["face_compare_underscore", "liveness_fail"]],
  ])("%s", (_name, checks, codes) => {
    expect(outcomeOf(checks, facts)).toEqual(codes);
    expect(decideStep2(checks, facts)).toMatchObject({ countsAsTry: true });
  });

  test.each<[string, Step2Checks]>([
    ["a score of 85.5", faces({ score: 85.5 })],
    ["liveness of 50.5", { ...good, selfieLiveness: ok({ score: 50.5 }) }],
    ["several faces on the document, as on a hologram", faces({ idFaces: 2 })],
  ])("does not come for %s", (_name, checks) => expect(outcomeOf(checks, facts)).toEqual(["approved"]));

  test.each<[boolean, boolean, string[]]>([
    [true, true, ["approved"]],
    [false, true, ["bank_authentication_code_fail"]],
    [true, false, ["bank_authentication_name_fail"]],
    [false, false, ["bank_authentication_fail"]],
  ])("of the bank, code right %s and holder right %s", (isCodeRight, isHolderRight, codes) => {
    expect(outcomeOf(good, { ...facts, bank: { isCodeRight, isHolderRight } })).toEqual(codes);
  });

  test("for an engine that failed does not count", () => {
    expect(decideStep2({ ...good, faces: failed }, facts)).toMatchObject({ outcome: "retry", retries: [{ code: "face_detect_error" }], countsAsTry: false });
    expect(decideStep2({ ...good, selfieLiveness: failed }, facts)).toMatchObject({ outcome: "retry", retries: [{ code: "face_detect_error" }], countsAsTry: false });
  });

  test("comes before any rule: nobody is rejected on a face that is not theirs", () => {
    expect(outcomeOf(faces({ score: 10 }), { ...facts, claimed: { ...read, issuingCountry: "IRN" } })).toEqual(["face_compare_underscore"]);
  });
});

describe("an error", () => {
  test.each<[string, Partial<Step2Checks>, string, string]>([
    ["the Korean authenticity server failed", { koreanAuthenticity: failed }, "verify_kor_error", "authenticity verification server"],
    ["the search failed", { faceSearch: failed }, "face_validation_error", "Fail to search face"],
    ["the indexing failed", { faceIndex: failed }, "face_validation_error", "Fail to add face image"],
  ])("%s", (_name, changed, code, words) => {
    expect(decideStep2({ ...good, ...changed }, facts)).toMatchObject({ outcome: "error", error: { code, message: expect.stringContaining(words) } });
  });
});

describe("a rejection", () => {
  test("carries the intake's codes with their messages filled", () => {
    expect(decideStep2(good, { ...facts, claimed: { ...read, issuingCountry: "IRN", birthDate: "2010-01-01" } })).toMatchObject({
      outcome: "rejected", codes: ["blacklistCountry", "under_ageLimit"],
      comments: ["According to the policy, we do not accept KYC from Iran.", "We do not accept KYC anyone under 19 years old."],
    });
  });

  test("of a duplicate needs the option", () => {
    expect(outcomeOf(good, { ...facts, duplicateOfApproved: true })).toEqual(["approved"]);
    expect(outcomeOf(good, { ...facts, duplicateOfApproved: true, options: { ...options, rejectDuplicateUser: true } })).toEqual(["duplicate_user"]);
  });

  test.each([
    [1, ["approved"]],
    [2, ["duplicated_face"]],
  ])("of a face: %i approved ones are like it", (count, codes) => {
    const matches = Array.from({ length: count }, (_, index) => ({ submissionId: String(index), score: 99 }));
    expect(outcomeOf({ ...good, faceSearch: ok({ matches }), faceIndex: ok({}) }, facts)).toEqual(codes);
  });

  test("of a face needs two submissions, however often the index names one", () => {
    const matches = [99, 98].map((score) => ({ submissionId: "one", score }));
    expect(outcomeOf({ ...good, faceSearch: ok({ matches }), faceIndex: ok({}) }, facts)).toEqual(["approved"]);
  });
});

describe("Automated Processing Only", () => {
  const automated: ProjectOptions = { ...options, automatedProcessingOnly: true, automatedRejectionText: "Please visit a branch." };

  test("rejects what would wait, in the project's words, and keeps the flags", () => {
    expect(decideStep2(good, { ...facts, options: automated, hasAddressImage: true })).toMatchObject({
      outcome: "rejected", codes: ["other"], comments: ["Please visit a branch."], flags: ["address_document"],
    });
  });

  test("approves what is clear", () => expect(outcomeOf(good, { ...facts, options: automated })).toEqual(["approved"]));

  test.each<[string, Partial<Step2Checks>, string]>([
    ["of Korean authenticity", { koreanAuthenticity: notAvailable }, "verify_kor_error"],
    ["of the index of faces", { faceSearch: notAvailable }, "face_validation_error"],
    ["of selfie liveness", { selfieLiveness: notAvailable }, "face_detect_error"],
  ])("rejects nobody for an engine that is not there: that %s", (_name, changed, code) => {
    expect(outcomeOf({ ...good, ...changed }, { ...facts, options: automated })).toEqual([code]);
    expect(decideStep2({ ...good, ...changed }, { ...facts, options: automated })).not.toMatchObject({ countsAsTry: true });
  });
});

test("nothing is approved with a flag, a hit, a check that was not run or a face under the threshold", () => {
  const check = <Facts>(arbitrary: fc.Arbitrary<Facts>) => fc.oneof(arbitrary.map(ok), fc.constantFrom<Check<Facts>>(notAvailable, failed));
  const checks = fc.record({
    faces: check(fc.record({ idFaces: fc.nat(2), selfieFaces: fc.nat(2), isMatch: fc.boolean(), score: fc.nat(100) })),
    selfieLiveness: fc.option(check(fc.record({ score: fc.nat(100) }))),
    faceSearch: fc.option(check(fc.record({ matches: fc.array(fc.record({ submissionId: fc.uuid(), score: fc.nat(100) }), { maxLength: 3 }) }))),
    faceIndex: fc.constant(null),
    koreanAuthenticity: fc.option(check(fc.record({ isAuthentic: fc.boolean() }))),
  });
  const claimed = fc.record({ birthDate: fc.constantFrom("1974-08-12", "2010-01-01", "1974", null), issuingCountry: fc.constantFrom("UTO", "IRN"), fullName: fc.constantFrom("Anna Maria Eriksson", "Anna Eriksson", null) });
  fc.assert(
    fc.property(checks, claimed, fc.boolean(), (given, changed, automatedProcessingOnly) => {
      const decision = decideStep2(given, { ...facts, options: { ...options, automatedProcessingOnly }, claimed: { ...read, ...changed } });
      if (decision.outcome === "pending") expect(automatedProcessingOnly).toBe(false);
      if (decision.outcome !== "approved") return;
      expect(decision.flags).toEqual([]);
      expect(decision.results.some((result) => result.outcome === "hit")).toBe(false);
      expect(decision.faceSimilarityScore).toBeGreaterThan(85);
      for (const each of Object.values(given)) expect(each === null || each.outcome === "ok").toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
