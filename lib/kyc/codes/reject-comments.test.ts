import { describe, expect, test } from "vitest";
import { agentCodes, agentComments, countCharacters, isAgentCode, rejectComments, renderMessage, sortCodes } from "./reject-comments";

test("an agent may choose eleven codes, in the catalogue's order", () => {
  expect(agentCodes).toEqual([
    "id_image_invalidImage",
    "id_image_invalidId",
    "id_image_error",
    "id_image_badImage",
    "id_info_dataMismatch",
    "address_image_invalidImage",
    "address_image_error",
    "address_image_badImage",
    "address_info_expiredDocument",
    "address_info_dataMismatch",
    "other",
  ]);
  expect(agentComments.map((comment) => comment.code)).toEqual(agentCodes);
  expect(isAgentCode("id_info_blacklist")).toBe(false);
});

test("every comment has its group", () => {
  const count = (group: string) => rejectComments.filter((comment) => comment.group === group).length;
  expect(["idImage", "info", "address", "other", "rules", "system"].map(count)).toEqual([4, 1, 5, 1, 2, 7]);
});

describe("renderMessage", () => {
  test("fills the country's English short name, by its code", () => {
    expect(renderMessage("id_info_blacklist", { country: "IRN" })).toBe("According to the policy, we do not accept KYC from Iran.");
    expect(renderMessage("blacklistCountry", { country: "KOR" })).toBe("According to the policy, we do not accept KYC from South Korea.");
  });

  test("fills the age", () => {
    expect(renderMessage("id_info_notOfAge", { age: 19 })).toBe("We do not accept KYC anyone under 19 years old.");
  });

  test("refuses a message with a hole", () => {
    expect(() => renderMessage("id_info_blacklist", { age: 19 })).toThrow("id_info_blacklist needs {country}");
    expect(() => renderMessage("under_ageLimit")).toThrow("under_ageLimit needs {age}");
  });

  test("leaves no placeholder in any message", () => {
    for (const { code } of rejectComments) {
      expect(renderMessage(code, { age: 19, country: "IRN", otherText: "Please send both sides." })).not.toMatch(/[{}]/);
    }
  });

  test("other carries the agent's own words, trimmed, braces and all", () => {
    expect(renderMessage("other", { otherText: "  Send {both} sides. \n" })).toBe("Send {both} sides.");
  });

  test("other takes 1 to 500 characters", () => {
    expect(renderMessage("other", { otherText: "가".repeat(500) })).toHaveLength(500);
    expect(renderMessage("other", { otherText: "🙂".repeat(500) })).toHaveLength(1000);
    expect(() => renderMessage("other", { otherText: "x".repeat(501) })).toThrow(RangeError);
    expect(() => renderMessage("other", { otherText: " \n " })).toThrow(RangeError);
    expect(() => renderMessage("other")).toThrow(RangeError);
  });
});

test("codes are sorted as in the catalogue, each once, the unknown last", () => {
  expect(sortCodes(["other", "unknown", "id_info_notOfAge", "id_image_badImage", "other", "too_many_retry"])).toEqual([
    "too_many_retry",
    "id_image_badImage",
    "id_info_notOfAge",
    "other",
    "unknown",
  ]);
});

test("a letter outside the basic plane is one character", () => {
  expect(countCharacters("a🙂가")).toBe(3);
});
