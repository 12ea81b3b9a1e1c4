import { describe, expect, test } from "vitest";
import { agentCodes, rejectComments } from "../codes/reject-comments";
import type { RuleResult } from "../rules/rule";
import { codeAvailability } from "./availability";
import { approvalBlockers, decideReview, type RejectionChoice } from "./decision";

const clear: RuleResult[] = [
  { outcome: "clear", rule: "blacklist_country" },
  { outcome: "skipped", rule: "age_limit", reason: "option_off" },
];
const hits: RuleResult[] = [
  { outcome: "hit", rule: "age_limit", params: { age: 19 } },
  { outcome: "hit", rule: "blacklist_country", params: { country: "IRN" } },
];
const decide = (choice: Partial<RejectionChoice>) => decideReview({ chosen: [], otherText: null, results: clear, images: ["idImage"], ...choice });

describe("codeAvailability", () => {
  test("without a proof of address its five codes are not available, every other of the agent's is", () => {
    const unavailable = agentCodes.filter((code) => !codeAvailability(code, { images: ["idImage", "selfieImage"] }).available);
    expect(unavailable).toEqual(agentCodes.filter((code) => code.startsWith("address_")));
    expect(unavailable).toHaveLength(5);
  });

  test("with a proof of address all eleven are", () => {
    expect(agentCodes.every((code) => codeAvailability(code, { images: ["addressImage"] }).available)).toBe(true);
  });

  test("what rules and system put in is never for agents", () => {
    for (const { code } of rejectComments.filter((comment) => comment.raisedBy !== "agent")) {
      expect(codeAvailability(code, { images: ["addressImage"] })).toEqual({ available: false, reason: "not_for_agents" });
    }
  });

  test("a code of another stage is unknown", () => {
    expect(codeAvailability("mrz_protocol_fail", { images: [] })).toEqual({ available: false, reason: "unknown_code" });
  });
});

describe("a rejection", () => {
  test("has its codes in the catalogue's order, each with its message", () => {
    expect(decide({ chosen: ["other", "id_info_dataMismatch", "id_image_badImage", "other"], otherText: " Send both sides. " })).toEqual({
      codes: ["id_image_badImage", "id_info_dataMismatch", "other"],
      comments: [
        "Fail to read the ID image. Please take a clear picture of your ID document.",
        "The entered information does not match with your ID document.",
        "Send both sides.",
      ],
    });
  });

  test("takes the review codes of the rules that hit", () => {
    expect(decide({ results: hits })).toEqual({
      codes: ["id_info_blacklist", "id_info_notOfAge"],
      comments: ["According to the policy, we do not accept KYC from Iran.", "We do not accept KYC anyone under 19 years old."],
    });
  });

  test("may have chosen codes beside those of the rules", () => {
    expect(decide({ results: hits, chosen: ["id_image_invalidId"] })).toMatchObject({ codes: ["id_image_invalidId", "id_info_blacklist", "id_info_notOfAge"] });
  });

  test.each<[string, Partial<RejectionChoice>, string]>([
    ["no code at all", {}, "no_code"],
    ["an address code without its image", { chosen: ["address_image_error"] }, "code_not_available"],
    ["a rule's code picked by hand", { chosen: ["id_info_blacklist"] }, "code_not_available"],
    ["a rule's code picked by hand while it hits", { chosen: ["id_info_blacklist"], results: hits }, "code_not_available"],
    ["the system's code", { chosen: ["timeout"] }, "code_not_available"],
    ["a code that does not exist", { chosen: ["__proto__"] }, "code_not_available"],
    ["other without a text", { chosen: ["other"] }, "other_text_missing"],
    ["other with blanks", { chosen: ["other"], otherText: " \n\t " }, "other_text_missing"],
    ["other with 501 characters", { chosen: ["other"], otherText: "x".repeat(501) }, "other_text_too_long"],
    ["other with a zero byte", { chosen: ["other"], otherText: "a\u0000b" }, "other_text_unprintable"],
    ["a text without other", { chosen: ["id_image_error"], otherText: "hello" }, "other_text_unused"],
  ])("is refused with %s", (_name, choice, reason) => {
    expect(decide(choice)).toMatchObject({ refusal: { reason } });
  });

  test("other takes 500 characters, line breaks among them", () => {
    const text = `${"가".repeat(249)}\n${"🙂".repeat(250)}`;
    expect(decide({ chosen: ["other"], otherText: text })).toEqual({ codes: ["other"], comments: [text] });
  });
});

test("hits and unknown facts forbid an approval, options that are off do not", () => {
  expect(approvalBlockers(clear)).toEqual({ hits: [], missing: [] });
  expect(approvalBlockers([...hits, { outcome: "skipped", rule: "id_type", reason: "fact_missing" }])).toEqual({ hits, missing: ["id_type"] });
});
