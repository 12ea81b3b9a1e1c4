import { describe, expect, test } from "vitest";
import type { Fields } from "../fields";
import type { Flag } from "../flags";
import type { RuleResult } from "../rules/rule";
import { openDifferences, type Layers } from "./compare";
import { flagsAfter } from "./flags-after";

const claimed: Fields = {
  issuingCountry: "HUN", fullName: "Specimen Specimen", birthDate: "1982-12-25", nationality: "HRV", gender: "female", documentNumber: "007007007",
  identityNumber: null, issueDate: "2009-07-01", expireDate: "2014-07-01", idType: "passport",
};
const printed: Fields = { ...claimed, issuingCountry: "HRV", birthDate: "1982-12-26" };
const layersWith = (final: Partial<Fields>): Layers => ({ claimed, printed, mrz: null, final: { ...claimed, ...final } });

const hit: RuleResult = { outcome: "hit", rule: "blacklist_country", params: { country: "IRN" } };
const clear: RuleResult = { outcome: "clear", rule: "blacklist_country" };

describe("a difference is open", () => {
  test.each<[string, Layers, string[]]>([
    ["while the final value is the claim", layersWith({}), ["issuingCountry", "birthDate"]],
    ["in the fields that were not corrected", layersWith({ issuingCountry: "HRV" }), ["birthDate"]],
    ["no more once corrected to a third value", layersWith({ issuingCountry: "UTO", birthDate: "1980-01-01" }), []],
    ["where nothing was claimed and print and zone disagree", { claimed: null, printed, mrz: claimed, final: { ...claimed, issuingCountry: null, birthDate: null } }, ["issuingCountry", "birthDate"]],
    ["never where nothing was read", { claimed, printed: null, mrz: null, final: claimed }, []],
  ])("%s", (_name, layers, fields) => {
    expect(openDifferences(layers)).toEqual(fields);
  });
});

describe("the flags of a case", () => {
  test.each<[string, Flag[], RuleResult[], Layers, Flag[]]>([
    ["are those it came with", ["not_run:mrz"], [clear], { ...layersWith({}), printed: null }, ["not_run:mrz"]],
    ["name what differs", [], [clear], layersWith({}), ["field_mismatch:issuingCountry", "field_mismatch:birthDate"]],
    ["name no difference that was corrected", ["field_mismatch:issuingCountry", "field_mismatch:birthDate"], [clear], layersWith({ issuingCountry: "HRV" }), ["field_mismatch:birthDate"]],
    ["name a rule that hits", [], [hit], layersWith({ issuingCountry: "IRN", birthDate: "1982-12-26" }), ["rule_hit:blacklist_country"]],
    ["name no rule that hits no more", ["rule_hit:blacklist_country"], [clear], layersWith({ issuingCountry: "HRV", birthDate: "1982-12-26" }), []],
    ["stand in one order, each once", ["not_run:mrz", "warning:fake_id", "not_run:mrz"], [hit], layersWith({ birthDate: "1982-12-26" }), ["rule_hit:blacklist_country", "field_mismatch:issuingCountry", "warning:fake_id", "not_run:mrz"]],
  ])("%s", (_name, before, results, layers, after) => {
    expect(flagsAfter(before, results, layers)).toEqual(after);
  });
});
