import { describe, expect, test } from "vitest";
import { changesOf, hasPatch, readPatch } from "./patch";

describe("a patch", () => {
  test.each<[string, Record<string, unknown>, string | null, object]>([
    ["one field", { gender: "male" }, "Anna Example", { gender: "male" }],
    ["a last name", { lastName: "Muster" }, "Anna Maria Example", { fullName: "Anna Maria Muster" }],
    ["a first name", { firstName: "Bo" }, "Anna Maria Example", { fullName: "Bo Example" }],
    ["both", { firstName: "Bo", lastName: "Ek" }, null, { fullName: "Bo Ek" }],
    ["no last name any more", { lastName: null }, "Anna Example", { fullName: "Anna" }],
    ["a serial number", { serialNumber: "X1" }, null, { documentNumber: "X1" }],
    ["a status", { kycStatus: "approved" }, null, {}],
  ])("of %s", (_name, data, current, changes) => {
    const patch = readPatch({ data });
    expect(patch && changesOf(patch, current)).toEqual(changes);
  });

  test.each([
    ["an unknown property", { data: { shoeSize: "42" } }],
    ["a status that nobody decides", { data: { kycStatus: "pending" } }],
    ["a number", { data: { gender: 1 } }],
    ["a name and a part of it", { data: { fullName: "A B", lastName: "B" } }],
    ["one number under two names", { data: { documentNumber: "1", serialNumber: "1" } }],
    ["a reason without words", { data: { gender: "male" }, reason: " " }],
  ])("is not read with %s", (_name, sent) => {
    expect(readPatch(sent)).toBeNull();
  });

  test.each([[{}], [{ data: {} }], [{ data: null }], [{ data: ["gender"] }], [{ data: "gender" }]])("%j modifies nothing", (sent) => {
    expect(hasPatch(sent)).toBe(false);
  });
});
