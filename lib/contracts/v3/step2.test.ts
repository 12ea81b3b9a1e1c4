import { describe, expect, test } from "vitest";
import { defaultOptions, type ProjectOptions } from "@/lib/kyc/options";
import { readStep2, readStep2Id, type Step2Setting } from "./step2";

const right = { name: "Anna Maria Eriksson", date_of_birth: "1974-08-12", document_number: "L898902C3", date_of_expiry: "2030-04-15" };
const passport: Step2Setting = { issuingCountry: "UTO", idType: "passport", options: defaultOptions };
const on = (options: Partial<ProjectOptions>): Step2Setting => ({ ...passport, options: { ...defaultOptions, ...options } });
const read = (values: Record<string, string>, setting = passport, images = ["faceImage"]) => readStep2(new Map(Object.entries({ ...right, ...values })), new Set(images), setting);
const codeOf = (result: ReturnType<typeof readStep2>) => ("refusal" in result ? `${result.refusal.code}: ${result.refusal.message}` : "right");

test("reads what the applicant confirmed, tidied", () => {
  expect(read({ name: "  Anna   Maria Eriksson ", nationality: "uto", gender: "Female", license_number: "unused" })).toMatchObject({
    idType: "passport", bank: null, address: {},
    claimed: { issuingCountry: "UTO", fullName: "Anna Maria Eriksson", birthDate: "1974-08-12", nationality: "UTO", gender: "female", documentNumber: "L898902C3", identityNumber: null },
  });
});

test("a licence's number is its document number", () => {
  const licence: Step2Setting = { issuingCountry: "KOR", idType: "drivers_license", options: defaultOptions };
  expect(read({ document_number: "", license_number: "11-22-333333-44", identity_number: "940512-2" }, licence)).toMatchObject({ claimed: { documentNumber: "11-22-333333-44" } });
});

test("an address keeps the parts that were given", () => {
  expect(read({ formatted_address: "1 Main St", address_detail: "3F" }, on({ addressCollection: true }))).toMatchObject({ address: { formatted: "1 Main St", detail: "3F" } });
});

describe("the id comes first", () => {
  const ids = (values: Record<string, string>, images = ["faceImage"]) => readStep2Id(new Map(Object.entries(values)), new Set(images));
  test("of a submission", () => expect(ids({ submissionId: "8F14E45F-CEEA-467F-A8D7-6B1F9C2D3E4A" })).toEqual({ submissionId: "8f14e45f-ceea-467f-a8d7-6b1f9c2d3e4a" }));
  test.each<Record<string, string>>([{}, { submissionId: " " }, { submissionId: "7" }])("%j is none", (values) => expect(ids(values)).toMatchObject({ refusal: { code: "invalid_submission_id" } }));
  test("but a selfie comes before it", () => expect(ids({}, [])).toMatchObject({ refusal: { code: "invalid_payload" } }));
});

test.each<[string, Record<string, string>, Step2Setting, string[], string]>([
  ["no name", { name: " " }, passport, ["faceImage"], "missing_parameters: Missing required parameters."],
  ["no birth date", { date_of_birth: "" }, passport, ["faceImage"], "missing_parameters: Missing required parameters."],
  ["a birth date that does not exist", { date_of_birth: "1974-02-30" }, passport, ["faceImage"], "invalid_payload: Failed to parse the input data."],
  ["a gender that is none", { gender: "x" }, passport, ["faceImage"], "invalid_payload: Failed to parse the input data."],
  ["a country that is none", { nationality: "Utopia" }, passport, ["faceImage"], "invalid_payload: Failed to parse the input data."],
  ["a control character", { name: "Anna\u0007" }, passport, ["faceImage"], "invalid_payload: Failed to parse the input data."],
  ["no document number, where the document has one", { document_number: "" }, passport, ["faceImage"], "missing_parameters: Missing required parameters."],
  ["no ID type, where universal left it open", {}, { ...passport, idType: null }, ["faceImage"], "invalid_idType: The idType is required. This submission id failed to define idType in step1."],
  ["universal again", { idType: "universal" }, { ...passport, idType: null }, ["faceImage"], "invalid_idType: The idType is required. This submission id failed to define idType in step1."],
  ["an ID type, where universal left it open", { idType: "passport" }, { ...passport, idType: null }, ["faceImage"], "right"],
  ["no address, where it is collected", { address_input: "somewhere" }, on({ addressCollection: true }), ["faceImage"], "missing_address: Missing address data information."],
  ["a compound code alone", { compoundCode: "8Q99+VV Seoul" }, on({ addressCollection: true }), ["faceImage"], "right"],
  ["no proof of address, where it is asked for", {}, on({ proofOfAddress: true }), ["faceImage"], "invalid_address_image: Invalid address image. Please retry with another address image."],
  ["no bank code", { userOccupancyName: "김하늘" }, on({ bankAuthentication: true }), ["faceImage"], "missing_required_field: The account holder's name and the 1 won authentication code are required fields."],
  ["both of the bank", { userOccupancyName: "김하늘", userOccupancyCode: "417" }, on({ bankAuthentication: true }), ["faceImage"], "right"],
])("%s", (_name, values, setting, images, expected) => {
  expect(codeOf(read(values, setting, images))).toBe(expected);
});
