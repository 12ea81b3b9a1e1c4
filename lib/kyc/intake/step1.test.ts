import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCivilDate, type CivilDate } from "../civil-date";
import { imageWarnings } from "../flags";
import { defaultOptions, type ProjectOptions } from "../options";
import { failed, notAvailable, type Check, type DetectionFacts, type ForensicsFacts, type InspectionFacts, type ReadFields, type TextFacts, type ZoneFacts } from "./checks";
import { seededWithdrawn } from "./document-table";
import { decideStep1, type Step1Checks, type Step1Facts } from "./step1";

function day(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

const ok = <Facts>(facts: Facts): Check<Facts> => ({ outcome: "ok", facts });
const read = (values: Record<string, string>, confidence = 95) => Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, confidence }])) as ReadFields;

const page = {
  issuingCountry: "UTO", fullName: "Anna Maria Eriksson", birthDate: "1974-08-12", nationality: "UTO", gender: "female", documentNumber: "L898902C3", issueDate: "2020-04-16",
  expireDate: "2030-04-15",
};
const detected: DetectionFacts = { isId: true, country: "UTO", idType: "passport", side: "front", isExpired: false };
const sharp: InspectionFacts = { sharpness: 90, glare: 0 };
const text = (values: Record<string, string> = page, isUpright = true): TextFacts => ({ isUpright, fields: read(values) });
const zone = (facts: Partial<ZoneFacts> = {}): ZoneFacts => ({ isWhole: true, checkDigits: "valid", fields: read({ ...page, fullName: "ERIKSSON ANNA MARIA" }), ...facts });
const clean: ForensicsFacts = { findings: [], isExpired: false };

const passport: Step1Checks = {
  detection: { front: ok(detected), back: null },
  inspection: { front: ok(sharp), back: null },
  text: { front: ok(text()), back: null },
  zone: ok(zone()),
  barcode: null,
  forensics: { front: ok(clean), back: null },
  documentLiveness: ok({ screenReplay: 90, paperPrinted: 90, replacePortraits: 90 }),
};
const options: ProjectOptions = { ...defaultOptions, ageLimit: 19, blacklistCountries: ["IRN"] };
const validating: ProjectOptions = { ...options, idCardValidation: true };
const facts: Step1Facts = { issuingCountry: "UTO", idType: "passport", options, withdrawn: seededWithdrawn, today: day("2026-11-24") };

/** A card of two sides that a European issues. */
const card: Step1Checks = {
  ...passport,
  detection: { front: ok({ ...detected, country: "DEU", idType: "government_id" }), back: ok({ ...detected, country: "DEU", idType: "government_id", side: "back" }) },
  inspection: { front: ok(sharp), back: ok(sharp) },
  text: { front: ok(text()), back: ok(text({ fullName: "Anna Maria Eriksson" })) },
  forensics: { front: ok(clean), back: ok(clean) },
};
const cardFacts: Step1Facts = { ...facts, issuingCountry: "DEU", idType: "government_id", options: validating };

const codesOf = (checks: Step1Checks, given: Step1Facts) => {
  const decision = decideStep1(checks, given);
  if (decision.outcome === "retry") return decision.retries.map((retry) => retry.code);
  return decision.outcome === "error" ? [decision.error.code] : [decision.outcome];
};

describe("a good document", () => {
  test("succeeds with what was read of print and zone, and nothing to doubt", () => {
    expect(decideStep1(passport, { ...facts, options: { ...validating, idLivenessPipelines: ["screenReplay"] } })).toMatchObject({
      outcome: "success", idType: "passport", flags: [], ocr: { fullName: "Anna Maria Eriksson", birthDate: "1974-08-12" }, mrz: { fullName: "ERIKSSON ANNA MARIA" },
    });
  });

  test("of two sides succeeds when they agree", () => expect(codesOf(card, cardFacts)).toEqual(["success"]));

  test("is read with doubt where the engine was not sure", () => {
    const doubtful = { ...passport, text: { front: ok({ ...text(), fields: { ...read(page), fullName: { value: page.fullName, confidence: 59 } } }), back: null } };
    expect(decideStep1(doubtful, facts)).toMatchObject({ outcome: "success", flags: ["low_confidence:fullName"] });
  });
});

describe("an engine that failed", () => {
  test.each<[string, Partial<Step1Checks>, ProjectOptions, string]>([
    ["detection", { detection: { front: failed, back: null } }, options, "id_detection_error"],
    ["inspection", { inspection: { front: failed, back: null } }, options, "id_image_error"],
    ["reading", { text: { front: failed, back: null } }, options, "id_image_error"],
    ["the zone", { zone: failed }, options, "id_image_error"],
    ["forensics, with Validation", { forensics: { front: failed, back: null } }, validating, "id_validation_error"],
    ["document liveness, when it is on", { documentLiveness: failed }, { ...options, idLivenessPipelines: ["paperPrinted"] }, "id_liveness_error"],
  ])("%s", (_name, changed, given, code) => {
    expect(codesOf({ ...passport, ...changed }, { ...facts, options: given })).toEqual([code]);
  });

  test.each<[string, Partial<Step1Checks>]>([
    ["forensics, without Validation", { forensics: { front: failed, back: null } }],
    ["document liveness, while it is off", { documentLiveness: failed }],
  ])("%s, stops nobody", (_name, changed) => expect(codesOf({ ...passport, ...changed }, facts)).toEqual(["success"]));
});

describe("a side of a card that an engine could not look at", () => {
  const unlooked = { front: ok(clean), back: notAvailable };
  const sides: [string, Partial<Step1Checks>, string][] = [
    ["detection", { detection: { front: card.detection.front, back: notAvailable } }, "not_run:document_detection"],
    ["inspection", { inspection: { front: ok(sharp), back: notAvailable } }, "not_run:image_inspection"],
    ["reading", { text: { front: ok(text()), back: notAvailable } }, "not_run:printed_text"],
    ["forensics", { forensics: unlooked }, "not_run:forensics"],
  ];

  test.each(sides)("is a check that was not run: %s", (_name, changed, flag) => {
    expect(decideStep1({ ...card, ...changed }, cardFacts)).toMatchObject({ outcome: "success", flags: [flag] });
  });

  test.each(sides)("is refused where nobody looks either: %s", (_name, changed) => {
    expect(codesOf({ ...card, ...changed }, { ...cardFacts, options: { ...validating, automatedProcessingOnly: true } })).toEqual(["id_validation_error"]);
  });
});

describe("an error", () => {
  test("is raised for what is no ID", () => expect(codesOf({ ...passport, detection: { front: ok({ ...detected, isId: false }), back: null } }, facts)).toEqual(["not_an_id"]));

  test("is raised under AI Supported Only for what has no reader", () => {
    const visa = { ...facts, idType: "visa" as const };
    expect(codesOf({ ...passport, zone: null }, { ...visa, options: { ...options, aiSupportedOnly: true } })).toEqual(["ocr_fail"]);
    expect(decideStep1({ ...passport, zone: null }, visa)).toMatchObject({ outcome: "success", flags: ["unsupported_document"] });
  });

  test.each([
    ["2020-12-31", ["invalid_id"]],
    ["2021-01-01", ["success"]],
  ])("a withdrawn document issued on %s", (issueDate, codes) => {
    const uzbek = { ...facts, issuingCountry: "UZB", idType: "government_id" as const };
    expect(codesOf({ ...passport, zone: null, text: { front: ok(text({ ...page, issueDate })), back: null } }, uzbek)).toEqual(codes);
  });
});

describe("a retry without any option", () => {
  test("comes for a zone that is not whole", () => expect(codesOf({ ...passport, zone: ok(zone({ isWhole: false })) }, facts)).toEqual(["mrz_protocol_fail"]));
  test("comes for a barcode that is not whole", () => expect(codesOf({ ...passport, barcode: ok({ isWhole: false, fields: {} }) }, facts)).toEqual(["barcode_protocol_fail"]));
});

describe("a retry of Validation", () => {
  const withText = (values: Record<string, string>, isUpright = true): Partial<Step1Checks> => ({ text: { front: ok(text(values, isUpright)), back: null }, zone: ok(zone({ fields: {} })) });
  const without = (field: keyof typeof page) => withText(Object.fromEntries(Object.entries(page).filter(([name]) => name !== field)));

  test.each<[string, Partial<Step1Checks>, string[]]>([
    ["a detection that says expired", { detection: { front: ok({ ...detected, isExpired: true }), back: null } }, ["document_expired"]],
    ["an engine's word and our own comparison: one code", { ...withText({ ...page, expireDate: "2020-01-01" }), forensics: { front: ok({ ...clean, isExpired: true }), back: null } }, ["document_expired"]],
    ["an expiry date that has passed", withText({ ...page, expireDate: "2026-11-23" }), ["expired_id"]],
    ["no expiry date", without("expireDate"), ["missing_expiry_date"]],
    ["no issue date", without("issueDate"), ["missing_issue_date"]],
    ["no birth date", without("birthDate"), ["missing_birth_date"]],
    ["no document number", without("documentNumber"), ["missing_document_number"]],
    ["no name", without("fullName"), ["missing_name"]],
    ["glare", { inspection: { front: ok({ ...sharp, glare: 21 }), back: null } }, ["glare_detected"]],
    ["blur", { inspection: { front: ok({ ...sharp, sharpness: 29 }), back: null } }, ["image_too_blurry"]],
    ["nothing upright", withText(page, false), ["physical_document_missing"]],
    ["a wrong check digit", { zone: ok(zone({ checkDigits: "invalid" })) }, ["check_digit_failed"]],
    ...imageWarnings.map((finding): [string, Partial<Step1Checks>, string[]] => [finding, { forensics: { front: ok({ ...clean, findings: [finding] }), back: null } }, [finding]]),
  ])("%s", (_name, changed, codes) => {
    expect(codesOf({ ...passport, ...changed }, { ...facts, options: validating })).toEqual(codes);
  });

  test.each<[string, Partial<Step1Checks>, string[]]>([
    ["the other side in front", { detection: { front: ok({ ...detected, side: "back" }), back: ok({ ...detected, side: "back" }) } }, ["invalid_back_document"]],
    ["another document behind", { detection: { front: ok(detected), back: ok({ ...detected, side: "back", idType: "drivers_license" }) } }, ["invalid_back_document"]],
    ["another country behind", { detection: { front: card.detection.front, back: ok({ ...detected, country: "HRV", idType: "government_id", side: "back" }) } }, ["document_country_mismatch"]],
    ["another name behind", { text: { front: ok(text()), back: ok(text({ fullName: "Erika Mustermann" })) } }, ["document_name_mismatch"]],
    ["another birth date behind", { text: { front: ok(text()), back: ok(text({ birthDate: "1974-08-13" })) } }, ["document_dob_mismatch"]],
  ])("%s", (_name, changed, codes) => expect(codesOf({ ...card, ...changed }, cardFacts)).toEqual(codes));

  test("misses a personal number only where the document has one", () => {
    const korean = { ...facts, issuingCountry: "KOR", idType: "government_id" as const, options: validating };
    expect(codesOf({ ...passport, zone: null }, korean)).toEqual(["missing_personal_number"]);
  });

  test.each<[string, Partial<Step1Checks>]>([
    ["an expiry on the day itself", withText({ ...page, expireDate: "2026-11-24" })],
    ["glare and blur at their thresholds", { inspection: { front: ok({ sharpness: 30, glare: 20 }), back: null } }],
    ["two reads of a zone that disagree", { zone: ok(zone({ checkDigits: "unsure" })) }],
    ["fields that nobody could read, for the reader is not there", { text: { front: notAvailable, back: null }, zone: notAvailable }],
  ])("does not come for %s", (_name, changed) => expect(codesOf({ ...passport, ...changed }, { ...facts, options: validating })).toEqual(["success"]));

  test("several come together, in one try", () => {
    const changed = { inspection: { front: ok({ sharpness: 1, glare: 99 }), back: null }, zone: ok(zone({ isWhole: false })) };
    expect(codesOf({ ...passport, ...changed }, { ...facts, options: validating })).toEqual(["mrz_protocol_fail", "glare_detected", "image_too_blurry"]);
  });

  test("without the option none of them comes: findings are warnings", () => {
    const bad = { inspection: { front: ok({ sharpness: 1, glare: 99 }), back: null }, forensics: { front: ok({ ...clean, findings: ["fake_id" as const] }), back: null } };
    expect(decideStep1({ ...passport, ...bad }, facts)).toMatchObject({ outcome: "success", flags: ["warning:fake_id"] });
  });
});

describe("document liveness", () => {
  const pipelines: ProjectOptions = { ...options, idLivenessPipelines: ["screenReplay", "replacePortraits"] };

  test("names the pipelines that failed, and only those that are on", () => {
    const scores = { screenReplay: 49, paperPrinted: 1, replacePortraits: 49.9 };
    expect(decideStep1({ ...passport, documentLiveness: ok(scores) }, { ...facts, options: pipelines })).toMatchObject({
      retries: [{ code: "Id_livness_fail", message: expect.stringContaining("Screen replay, Replace portraits") }],
    });
  });

  test("passes at 50", () => expect(codesOf({ ...passport, documentLiveness: ok({ screenReplay: 50, paperPrinted: 0, replacePortraits: 50 }) }, { ...facts, options: pipelines })).toEqual(["success"]));
});

describe("what was not run", () => {
  const nothing: Step1Checks = {
    detection: { front: notAvailable, back: null }, inspection: { front: notAvailable, back: null }, text: { front: notAvailable, back: null }, zone: notAvailable, barcode: null,
    forensics: { front: notAvailable, back: null }, documentLiveness: notAvailable,
  };

  test("is recorded and never passes for a clear answer", () => {
    expect(decideStep1(nothing, { ...facts, options: { ...validating, idLivenessPipelines: ["screenReplay"] } })).toMatchObject({
      outcome: "success",
      flags: ["not_run:document_detection", "not_run:image_inspection", "not_run:printed_text", "not_run:mrz", "not_run:forensics", "not_run:document_liveness"],
    });
  });

  test("is an error where nobody would look after it", () => {
    expect(codesOf(nothing, { ...facts, options: { ...validating, automatedProcessingOnly: true } })).toEqual(["id_validation_error"]);
  });
});

describe("rules", () => {
  test("reject by the country as given, never the one that was read", () => {
    expect(decideStep1(passport, { ...facts, issuingCountry: "IRN" })).toMatchObject({ outcome: "rejected", hits: [{ rule: "blacklist_country" }] });
  });

  test("reject by the birth date as read", () => {
    expect(decideStep1({ ...passport, text: { front: ok(text({ ...page, birthDate: "2010-01-01" })), back: null } }, facts)).toMatchObject({ outcome: "rejected", hits: [{ rule: "age_limit", params: { age: 19 } }] });
  });

  test("reject an ID type that is not accepted", () => {
    expect(decideStep1(passport, { ...facts, options: { ...options, acceptedIdTypes: ["government_id"] } })).toMatchObject({ outcome: "rejected", hits: [{ rule: "id_type" }] });
  });

  test("wait until the picture is good: a retry comes first", () => {
    expect(codesOf({ ...passport, zone: ok(zone({ isWhole: false })) }, { ...facts, issuingCountry: "IRN" })).toEqual(["mrz_protocol_fail"]);
  });
});

test("universal takes the type that detection saw, and leaves it open where it saw none", () => {
  const universal = { ...facts, idType: "universal" as const };
  expect(decideStep1({ ...passport, zone: null }, universal)).toMatchObject({ outcome: "success", idType: "passport" });
  expect(decideStep1({ ...passport, zone: null, detection: { front: ok({ ...detected, idType: null }), back: null } }, universal)).toMatchObject({ outcome: "success", idType: null });
});

test("a retry is never empty, an error never carries one, and the same facts decide alike", () => {
  const check = <Facts>(facts: fc.Arbitrary<Facts>) => fc.oneof(facts.map(ok), fc.constantFrom<Check<Facts>>(notAvailable, failed));
  const detection = fc.record({ isId: fc.boolean(), country: fc.constantFrom("UTO", null), idType: fc.constantFrom("passport" as const, null), side: fc.constantFrom("front" as const, "back" as const, null), isExpired: fc.boolean() });
  const arbitrary = fc.record({
    detection: fc.record({ front: check(detection), back: fc.constant(null) }),
    inspection: fc.record({ front: check(fc.record({ sharpness: fc.nat(100), glare: fc.nat(100) })), back: fc.constant(null) }),
    text: fc.record({ front: check(fc.record({ isUpright: fc.boolean(), fields: fc.constantFrom(read(page), {}, read({ birthDate: "2015-01-01" })) })), back: fc.constant(null) }),
    zone: fc.option(check(fc.record({ isWhole: fc.boolean(), checkDigits: fc.constantFrom("valid" as const, "invalid" as const, "unsure" as const), fields: fc.constantFrom(read(page), {}) }))),
    barcode: fc.constant(null),
    forensics: fc.record({ front: check(fc.record({ findings: fc.subarray([...imageWarnings]), isExpired: fc.boolean() })), back: fc.constant(null) }),
    documentLiveness: check(fc.record({ screenReplay: fc.nat(100), paperPrinted: fc.nat(100), replacePortraits: fc.nat(100) })),
  });
  fc.assert(
    fc.property(arbitrary, fc.boolean(), fc.boolean(), (checks, idCardValidation, automatedProcessingOnly) => {
      const given = { ...facts, options: { ...options, idCardValidation, automatedProcessingOnly, idLivenessPipelines: ["screenReplay" as const] } };
      const decision = decideStep1(checks, given);
      if (decision.outcome === "retry") expect(decision.retries.length).toBeGreaterThan(0);
      if (decision.outcome === "rejected") expect(decision.hits.length).toBeGreaterThan(0);
      if (decision.outcome === "success") expect(checks.detection.front.outcome).not.toBe("error");
      expect(decideStep1(checks, given)).toEqual(decision);
    }),
  );
});
