import { describe, expect, test } from "vitest";
import { readStep1 } from "./step1";

const right = { issuingCountry: "NGA", email: "anna@example.com", idType: "passport" };
const read = (values: Record<string, string>, images = ["idImage"], universal = false) => readStep1(new Map(Object.entries({ ...right, ...values })), new Set(images), { universal });
const codeOf = (result: ReturnType<typeof readStep1>) => ("refusal" in result ? `${result.refusal.code}: ${result.refusal.message}` : "right");

describe("reads", () => {
  test("what is required alone", () => {
    expect(read({})).toEqual({ issuingCountry: "NGA", email: "anna@example.com", idType: "passport", submissionId: null, userid: null, customFields: [null, null, null], customOptions: {} });
  });

  test("everything, in capitals where it does not matter", () => {
    const id = "8f14e45f-ceea-467f-a8d7-6b1f9c2d3e4a";
    expect(read({ issuingCountry: " d ", submissionId: id.toUpperCase(), userid: "u-1", cf2: "김하늘", customOptions: '{"ageLimit":false,"rejectDuplicateUser":true}' })).toMatchObject({
      issuingCountry: "D", submissionId: id, userid: "u-1", customFields: [null, "김하늘", null], customOptions: { ageLimit: false, rejectDuplicateUser: true },
    });
  });
});

test.each<[string, Record<string, string>, string[], boolean, string]>([
  ["no image", {}, [], false, "invalid_payload: Failed to parse the input data."],
  ["no e-mail", { email: " " }, ["idImage"], false, "missing_parameters: Missing required parameters."],
  ["no country", { issuingCountry: "" }, ["idImage"], false, "missing_parameters: Missing required parameters."],
  ["a missing parameter before a malformed one", { email: "", issuingCountry: "Korea" }, ["idImage"], false, "missing_parameters: Missing required parameters."],
  ["a country that is none", { issuingCountry: "KOX" }, ["idImage"], false, "invalid_input_format: Invalid input type: issuingCountry"],
  ["several formats, in the reference's order", { cf3: "\u0000", submissionId: "7", issuingCountry: "?" }, ["idImage"], false, "invalid_input_format: Invalid input type: issuingCountry, submissionId, cf3"],
  ["custom options that are no JSON", { customOptions: "{" }, ["idImage"], false, "invalid_input_format: Invalid input type: customOptions"],
  ["a custom option that may only be false", { customOptions: '{"ageLimit":true}' }, ["idImage"], false, "invalid_input_format: Invalid input type: customOptions"],
  ["a custom option that does not exist", { customOptions: '{"retry":9}' }, ["idImage"], false, "invalid_input_format: Invalid input type: customOptions"],
  ["an e-mail that is none", { email: "anna" }, ["idImage"], false, "invalid_email: Invalid email address format."],
  ["an ID type that does not exist", { idType: "library_card" }, ["idImage"], false, "invalid_id_type: Invalid id type: Id type must be passport, government_id or drivers_license."],
  ["universal while it is off", { idType: "universal" }, ["idImage", "idBackImage"], false, "invalid_idType: This project is not using the Universal option."],
  ["universal for Korea, while it is off", { issuingCountry: "KOR", idType: "universal" }, ["idImage", "idBackImage"], false, "invalid_idType: ID Card issued from Korea cannot use universal id type."],
  ["universal for Korea, while it is on", { issuingCountry: "KOR", idType: "universal" }, ["idImage", "idBackImage"], true, "invalid_idType: ID Card issued from Korea cannot use universal id type."],
  ["a specific type while universal is on", {}, ["idImage"], true, "invalid_idType: Cannot input specific idType in using universal option"],
  ["a specific type of Korea while universal is on", { issuingCountry: "KOR" }, ["idImage"], true, "right"],
  ["universal without a back", { idType: "universal" }, ["idImage"], true, "missing_parameters: IdCard Back Image is required in using universal option"],
  ["a card without its back", { idType: "government_id" }, ["idImage"], false, "missing_parameters: Missing required parameters."],
  ["a card with its back", { idType: "government_id" }, ["idImage", "idBackImage"], false, "right"],
])("%s", (_name, values, images, universal, expected) => {
  expect(codeOf(read(values, images, universal))).toBe(expected);
});
