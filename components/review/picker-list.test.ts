import { describe, expect, test } from "vitest";
import { agentCodes } from "@/lib/kyc/codes/reject-comments";
import { noChoice } from "./choice";
import { choosableOf, codeOfDigit, pickerList, previewOf, problemOf, toggled } from "./picker-list";

const meaningOf = (code: string) => (code === "id_image_badImage" ? "품질이 나빠 읽을 수 없음" : `meaning of ${code}`);
const input = { images: ["idImage"], nameEditable: true, query: "", meaningOf } as const;
const blacklisted = { rule: "blacklist_country", code: "id_info_blacklist", message: "We do not accept." } as const;

describe("pickerList", () => {
  test("number keys follow the order on screen and count only what may be chosen", () => {
    const rows = choosableOf(pickerList(input));
    expect(rows.map(({ code, number }) => [number, code])).toEqual([
      [1, "id_image_invalidImage"],
      [2, "id_image_invalidId"],
      [3, "id_image_error"],
      [4, "id_image_badImage"],
      [5, "id_info_dataMismatch"],
      [6, "other"],
    ]);
  });

  test("address codes without their image stand apart with the reason once", () => {
    const { unavailable } = pickerList(input);
    expect(unavailable).toMatchObject([{ group: "address", reason: "no_address_image" }]);
    expect(unavailable[0]?.codes).toHaveLength(5);
  });

  test("with a proof of address every code may be chosen, and the tenth is the key 0", () => {
    const list = pickerList({ ...input, images: ["idImage", "addressImage"] });
    expect(choosableOf(list)).toHaveLength(agentCodes.length);
    expect(list.unavailable).toEqual([]);
    expect(codeOfDigit(list, 0)).toBe("address_info_dataMismatch");
    expect(choosableOf(list).at(-1)).toEqual({ code: "other", number: null });
  });

  test("where the name may not be corrected, the mismatch comes first", () => {
    expect(codeOfDigit(pickerList({ ...input, nameEditable: false }), 1)).toBe("id_info_dataMismatch");
  });

  test.each([
    ["by meaning in the agent's language", "읽을 수", ["id_image_badImage"]],
    ["by code, case aside", "INVALIDid", ["id_image_invalidId"]],
    ["by the applicant's message", "take a clear picture", ["id_image_badImage"]],
    ["by words in any order", "picture clear", ["id_image_badImage"]],
    ["nothing", "zebra", []],
  ])("is searched %s", (_name, query, codes) => {
    const list = pickerList({ ...input, query });
    expect(choosableOf(list).map((row) => row.code)).toEqual(codes);
  });

  test("a key chooses what it stands beside while a search narrows the list", () => {
    expect(codeOfDigit(pickerList({ ...input, query: "badImage" }), 1)).toBe("id_image_badImage");
    expect(codeOfDigit(pickerList({ ...input, query: "badImage" }), 2)).toBeNull();
  });
});

test("the preview stands in the catalogue's order, whatever the order of choosing", () => {
  const choice = { codes: ["other", "id_image_badImage"] as const, otherText: " Send it again. " };
  expect(previewOf([blacklisted], choice)).toEqual([
    { code: "id_image_badImage", message: "Fail to read the ID image. Please take a clear picture of your ID document." },
    { code: "id_info_blacklist", message: "We do not accept." },
    { code: "other", message: "Send it again." },
  ]);
});

test("other without a text has no message yet", () => {
  expect(previewOf([], { codes: ["other"], otherText: "  " })).toEqual([{ code: "other", message: null }]);
});

test.each([
  ["nothing chosen", [], noChoice, "no_code"],
  ["a rule's code is enough", [blacklisted], noChoice, null],
  ["other without a text", [], { codes: ["other"], otherText: " " }, "other_text_missing"],
  ["other beside a rule's code still needs its text", [blacklisted], { codes: ["other"], otherText: "" }, "other_text_missing"],
  ["500 characters fit, emoji as one", [], { codes: ["other"], otherText: "😀".repeat(500) }, null],
  ["501 do not", [], { codes: ["other"], otherText: "a".repeat(501) }, "other_text_too_long"],
  ["a text that was left behind without other does not matter", [], { codes: ["id_image_error"], otherText: "kept" }, null],
] as const)("%s", (_name, fixed, choice, problem) => {
  expect(problemOf(fixed, choice, ["idImage"])).toBe(problem);
});

test("choosing twice takes back", () => {
  expect(toggled(toggled(noChoice, "other"), "other")).toEqual(noChoice);
});
