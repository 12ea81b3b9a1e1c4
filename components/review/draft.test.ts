import { describe, expect, test } from "vitest";
import type { Fields } from "@/lib/kyc/fields";
import { isTouched, verdictOf, withServerHits } from "./draft";

const final: Fields = {
  issuingCountry: "HUN",
  fullName: "Specimen Specimen",
  birthDate: "1982-12-25",
  nationality: "HRV",
  gender: "female",
  documentNumber: "007007007",
  identityNumber: null,
  issueDate: "2009-07-01",
  expireDate: "2014-07-01",
  idType: "passport",
};

const options = {
  ageLimit: 18,
  blacklistCountries: ["HRV", "IRN"],
  acceptedIdTypes: null,
  rejectDuplicateUser: false,
  timeZone: "Asia/Seoul",
};

const detail = { final, policy: { version: 14, options }, today: "2026-11-23" };

describe("verdictOf", () => {
  test("an untouched draft changes nothing and hits nothing", () => {
    const verdict = verdictOf(detail, {});
    expect(verdict).toMatchObject({ changes: {}, errors: [], hits: [], missing: [] });
    expect(isTouched(verdict)).toBe(false);
  });

  test("a country on the blacklist says its code and the message that the applicant reads", () => {
    expect(verdictOf(detail, { issuingCountry: "hrv" })).toMatchObject({
      changes: { issuingCountry: "HRV" },
      hits: [{ rule: "blacklist_country", code: "id_info_blacklist", message: "According to the policy, we do not accept KYC from Croatia." }],
    });
  });

  test.each([
    ["the day before the 18th birthday", "2008-11-24", ["id_info_notOfAge"]],
    ["on the birthday itself", "2008-11-23", []],
  ])("%s", (_name, birthDate, codes) => {
    expect(verdictOf(detail, { birthDate }).hits.map((hit) => hit.code)).toEqual(codes);
  });

  test("a field that is half typed hides no hit of another and counts as not known", () => {
    const verdict = verdictOf(detail, { issuingCountry: "HRV", birthDate: "2008-1" });
    expect(verdict.hits.map((hit) => hit.rule)).toEqual(["blacklist_country"]);
    expect(verdict.errors).toMatchObject([{ path: "birthDate", code: "not_a_date" }]);
    expect(verdict.missing).toEqual(["age_limit"]);
  });

  test("two corrections that both hit name both rules", () => {
    const verdict = verdictOf(detail, { issuingCountry: "IRN", birthDate: "2015-01-01" });
    expect(verdict.hits.map((hit) => hit.code)).toEqual(["id_info_blacklist", "id_info_notOfAge"]);
  });

  test("typing what stands there already is no change", () => {
    expect(isTouched(verdictOf(detail, { fullName: " Specimen  Specimen ", identityNumber: "" }))).toBe(false);
  });

  test("a case that hits without any edit says so", () => {
    expect(verdictOf({ ...detail, final: { ...final, issuingCountry: "IRN" } }, {}).hits.map((hit) => hit.code)).toEqual(["id_info_blacklist"]);
  });
});

test("a hit that only the server knew is added once", () => {
  const own = [{ rule: "age_limit" as const, code: "id_info_notOfAge", message: "young" }];
  const duplicate = { rule: "duplicate_user" as const, code: "duplicate_user", message: "same" };
  expect(withServerHits(own, [...own, duplicate])).toEqual([...own, duplicate]);
});
