import { describe, expect, test } from "vitest";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { fieldNames, type Fields } from "@/lib/kyc/fields";
import { caseReducer, hasUnsaved, idleCase, refusalReasonOf, shownCase, type CaseAct } from "./case-state";
import { forgetCase, keepCase, keptCase } from "./kept-cases";

const empty = Object.fromEntries(fieldNames.map((name) => [name, null])) as Fields;

function detailOf(version: number, status: SubmissionDetail["status"] = "pending"): SubmissionDetail {
  return {
    id: "5f0c8a52-51cf-4b4b-8a4e-6a2d6f8f8f10", externalId: null, email: null, fullName: null, status, flags: [], issuingCountry: null, idType: null,
    retryCount: 1, createdAt: "2026-11-22T04:11:00.000Z", pendingAt: null, kycResultAt: null, dueAt: null, resubmittedAt: null, replaced: [], resubmission: null, userid: null, source: "import", version,
    updatedAt: "2026-11-22T04:11:00.000Z", reviewer: null, final: empty, claimed: null, printed: null, mrz: null, images: [], decision: null, release: null, proposal: null,
    timeline: [], attempts: [], address: null, customFields: [], ipAddress: null, holder: null, entry: null, today: "2026-11-23",
    policy: {
      version: 1,
      options: { ageLimit: null, blacklistCountries: [], acceptedIdTypes: null, rejectDuplicateUser: false, timeZone: "UTC" },
    },
  };
}

const [read, newer, decided] = [detailOf(1), detailOf(2), detailOf(2, "approved")];
const after = (...acts: CaseAct[]) => acts.reduce(caseReducer, idleCase);
const typed: CaseAct[] = [
  { type: "edit", detail: read },
  { type: "typed", field: "issuingCountry", text: "HRV" },
];

test.each(["confirm", "sendBack", "reopen"] as const)("what is confirmed, sent back or reopened (%s) is the case as it was read", (dialog) => {
  const state = after({ type: dialog, detail: read });
  expect([state.dialog, shownCase(state, newer)]).toEqual([dialog, read]);
  expect(caseReducer(state, { type: "dialogClosed" })).toEqual(idleCase);
});

test.each([
  ["no_proposal", "stale_version"],
  ["proposal_open", "stale_version"],
  ["already_decided", "already_decided"],
  ["other_case_open", null],
  ["too_late", null],
])("a refusal as %s says that the case has become another: %s", (errorCode, reason) => {
  expect(refusalReasonOf(errorCode)).toBe(reason);
});

describe("while an edit is open", () => {
  test("the case stays as it was read", () => {
    expect(shownCase(after(...typed), newer)).toBe(read);
  });

  test("an answer of the same version is taken up: a newer policy changes nothing that was read", () => {
    const withPolicy = { ...read, policy: { ...read.policy, version: 2 } };
    expect(shownCase(after(...typed), withPolicy)).toBe(withPolicy);
  });

  test("a refusal keeps what was typed and what was chosen", () => {
    const choice = { codes: ["other"] as const, otherText: "Again, please." };
    const state = after(...typed, { type: "chosen", choice }, { type: "refused", refusal: { reason: "stale_version", current: undefined } });
    expect(state).toMatchObject({ draft: { issuingCountry: "HRV" }, choice, dialog: null, editing: true });
  });

  test("loading the new state keeps the draft on the new version", () => {
    const state = after(...typed, { type: "refused", refusal: { reason: "stale_version", current: undefined } }, { type: "acknowledged", detail: newer });
    expect(state).toMatchObject({ draft: { issuingCountry: "HRV" }, editing: true, refusal: null });
    expect(state.base).toBe(newer);
  });

  test("loading a case that was decided ends the edit", () => {
    expect(after(...typed, { type: "acknowledged", detail: decided })).toEqual(idleCase);
  });

  test("cancelling the picker keeps the draft and the choice", () => {
    const choice = { codes: ["other"] as const, otherText: "Kept." };
    const state = after(...typed, { type: "reject", detail: read }, { type: "chosen", choice }, { type: "dialogClosed" });
    expect(state).toMatchObject({ draft: { issuingCountry: "HRV" }, choice, editing: true });
  });

  test("hits of the server stand until the draft changes", () => {
    const hit = { rule: "duplicate_user" as const, code: "duplicate_user", message: "same" };
    const state = after(...typed, { type: "hit", hits: [hit] });
    expect(state).toMatchObject({ serverHits: [hit], dialog: "reject" });
    expect(caseReducer(state, { type: "typed", field: "fullName", text: "A" }).serverHits).toEqual([]);
  });
});

test("an idle page takes up what the server says", () => {
  expect(shownCase(after(...typed, { type: "editCancelled" }), newer)).toBe(newer);
});

describe("while a write is under way", () => {
  const sent = after(...typed, { type: "sent" });

  test.each<CaseAct>([
    { type: "typed", field: "issuingCountry", text: "PRK" },
    { type: "editCancelled" },
    { type: "dialogClosed" },
    { type: "edit", detail: read },
    { type: "reject", detail: read },
    { type: "keys" },
    { type: "chosen", choice: { codes: ["other"], otherText: "x" } },
    { type: "acknowledged", detail: newer },
    { type: "sent" },
  ])("$type changes nothing", (act) => {
    expect(caseReducer(sent, act)).toBe(sent);
  });

  test("its failure gives the form back with what was typed", () => {
    const failed = caseReducer(sent, { type: "failed" });
    expect(failed).toMatchObject({ isWriting: false, editing: true, draft: { issuingCountry: "HRV" } });
    expect(caseReducer(failed, { type: "typed", field: "issuingCountry", text: "PRK" }).draft).toEqual({ issuingCountry: "PRK" });
  });

  test.each<CaseAct>([
    { type: "saved" },
    { type: "decided" },
    { type: "hit", hits: [] },
    { type: "refused", refusal: { reason: "stale_version", current: undefined } },
  ])("$type ends it", (act) => {
    expect(caseReducer(sent, act).isWriting).toBe(false);
  });
});

test("what was not saved is found again until it is saved or given up, without a dialog and without a write", () => {
  const state = after(...typed, { type: "reject", detail: read }, { type: "sent" });
  keepCase(read.id, state);
  expect(keptCase(read.id)).toEqual({ ...state, dialog: null, isWriting: false });
  forgetCase(read.id);
  expect(keptCase(read.id)).toEqual(idleCase);
  keepCase(read.id, state);
  keepCase(read.id, idleCase);
  expect(keptCase(read.id)).toEqual(idleCase);
});

test("a field that was typed back to what the case has is not unsaved", () => {
  expect(after(...typed, { type: "typed", field: "issuingCountry", text: "" }).draft).toEqual({});
  const loaded = { ...newer, final: { ...empty, issuingCountry: "HRV" } };
  expect(hasUnsaved(after(...typed, { type: "acknowledged", detail: loaded }))).toBe(false);
});

test("only what was typed is unsaved", () => {
  expect(hasUnsaved(idleCase)).toBe(false);
  expect(hasUnsaved(after({ type: "edit", detail: read }))).toBe(false);
  expect(hasUnsaved(after(...typed))).toBe(true);
  expect(hasUnsaved(after({ type: "chosen", choice: { codes: [], otherText: "x" } }))).toBe(true);
});

describe("a draft that is found", () => {
  const kept = { version: 1, keptAt: "2026-11-22T05:32:00.000Z", fields: { issuingCountry: "HR" }, choice: { codes: ["other", "no_such_code"], otherText: "Blurred" } };
  const found: CaseAct = { type: "restored", kept, detail: newer };

  test("is put back into an open form, with the codes that still exist", () => {
    const state = after(found);
    expect(state).toMatchObject({ editing: true, draft: { issuingCountry: "HR" }, choice: { codes: ["other"], otherText: "Blurred" }, base: newer, restored: { version: 1, keptAt: kept.keptAt } });
    expect(hasUnsaved(state)).toBe(true);
  });

  test("never takes the place of what is typed already", () => {
    expect(after(...typed, found)).toEqual(after(...typed));
  });

  test("that says what the case says by now is nothing", () => {
    const choice = { codes: [], otherText: "" };
    expect(after({ type: "restored", kept: { ...kept, fields: { issuingCountry: "" }, choice }, detail: read })).toEqual(idleCase);
  });

  test("is gone with what was typed when it is given up, cancelled or saved", () => {
    expect(after(found, { type: "discarded" })).toEqual(idleCase);
    expect(after(found, { type: "editCancelled" })).toMatchObject({ draft: {}, restored: null });
    expect(after(found, { type: "sent" }, { type: "saved" })).toMatchObject({ draft: {}, restored: null });
  });
});
