import { describe, expect, test } from "vitest";
import { idTypes } from "../id-type";
import { documentSpec, isWithdrawn, seededWithdrawn } from "./document-table";

describe("documentSpec", () => {
  test.each([
    ["every passport has a zone in front and no back", "NGA", "passport", { zoneSide: "front", hasBack: false, isReadable: true }],
    ["D is Germany", "D", "government_id", { zoneSide: "back", hasBack: true, isReadable: true }],
    ["a Korean card has one side", "KOR", "government_id", { hasBack: false, required: ["identity_number", "date_of_issue"] }],
    ["an American licence has a barcode behind", "USA", "drivers_license", { barcodeSide: "back", hasBack: true }],
    ["another country's card is not readable", "NGA", "government_id", { zoneSide: null, isReadable: false }],
    ["universal always has a back", "NGA", "universal", { hasBack: true }],
  ] as const)("%s", (_name, country, idType, spec) => {
    expect(documentSpec(country, idType)).toMatchObject(spec);
  });

  test("of an unknown country and of every type has an answer, and expects nothing that it does not know", () => {
    for (const idType of idTypes) expect(documentSpec(null, idType)).toMatchObject({ barcodeSide: null });
  });
});

describe("isWithdrawn", () => {
  test.each([
    ["UZB", "government_id", "2020-12-31", true],
    ["UZB", "government_id", "2021-01-01", false],
    ["UZB", "government_id", null, false],
    ["UZB", "passport", "2019-01-01", false],
    ["KAZ", "government_id", "2019-01-01", false],
  ] as const)("%s %s issued %s: %s", (country, idType, issueDate, expected) => {
    expect(isWithdrawn(seededWithdrawn, country, idType, issueDate)).toBe(expected);
  });

  test("without a day every one is", () => {
    expect(isWithdrawn([{ country: "DEU", idType: "visa", issuedBefore: null }], "D", "visa", null)).toBe(true);
  });
});
