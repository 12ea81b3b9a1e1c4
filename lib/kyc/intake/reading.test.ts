import { describe, expect, test } from "vitest";
import type { ReadFields } from "./checks";
import { doubtfulFields, layerOf, layersOf } from "./reading";

const read = (values: Record<string, string>, confidence = 95) => Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, confidence }])) as ReadFields;

describe("a value that was read", () => {
  test.each([
    ["birthDate", "1974-08-12", "1974-08-12"],
    ["birthDate", "1974", "1974"],
    ["birthDate", "1974-08", "1974-08"],
    ["birthDate", "12.08.1974", null],
    ["birthDate", "1974-02-30", null],
    ["issuingCountry", "d", "D"],
    ["issuingCountry", "Germany", null],
    ["nationality", "UTO", "UTO"],
    ["gender", "Female", "female"],
    ["gender", "X", null],
    ["idType", "passport", "passport"],
    ["idType", "library_card", null],
    ["fullName", "  Anna   Maria ", "Anna Maria"],
    ["documentNumber", "   ", null],
  ])("%s %j is %j", (field, value, expected) => {
    expect(layerOf(read({ [field]: value }))).toMatchObject({ [field]: expected });
  });

  test("that is not given is not known", () => expect(layerOf({})).toMatchObject({ fullName: null, birthDate: null }));
});

describe("layers", () => {
  const front = { isUpright: true, fields: read({ fullName: "Anna", birthDate: "1974-08-12" }) };
  const back = { isUpright: true, fields: read({ fullName: "Erika", documentNumber: "L1" }) };
  const zone = { isWhole: true, checkDigits: "valid" as const, fields: read({ documentNumber: "L2", expireDate: "2030-04-15" }) };

  test("take print before the zone, and the front before the back", () => {
    const { printed, mrz, ocr } = layersOf({ front, back, zone, barcode: null });
    expect(printed).toMatchObject({ fullName: "Anna", documentNumber: "L1", expireDate: null });
    expect(mrz).toMatchObject({ documentNumber: "L2", expireDate: "2030-04-15", fullName: null });
    expect(ocr).toMatchObject({ fullName: "Anna", birthDate: "1974-08-12", documentNumber: "L1", expireDate: "2030-04-15" });
  });

  test("take nothing of a zone that is not whole", () => {
    expect(layersOf({ front, back: null, zone: { ...zone, isWhole: false }, barcode: null }).mrz).toBeNull();
  });

  test("that nobody read are none, and what was read then is nothing", () => {
    expect(layersOf({ front: null, back: null, zone: null, barcode: null })).toMatchObject({ printed: null, mrz: null, ocr: { fullName: null } });
  });
});

test("a field is doubtful under a confidence of 60, on either side", () => {
  const of = (confidence: number) => ({ isUpright: true, fields: read({ fullName: "Anna" }, confidence) });
  expect(doubtfulFields({ front: of(60), back: null })).toEqual([]);
  expect(doubtfulFields({ front: of(60), back: of(59) })).toEqual(["low_confidence:fullName"]);
});
