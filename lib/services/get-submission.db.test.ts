import { expect, test } from "vitest";
import { makeAttempt, makeBrought } from "@/db/test/make-attempt";
import { makeContext } from "@/db/test/make-context";
import { testNow } from "@/db/test/make-member";
import { decideOpened } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { submissionDetailSchema } from "@/lib/contracts/submissions";
import { parseCivilDate } from "@/lib/kyc/civil-date";
import { evaluate, factsOf, hitsOf } from "@/lib/kyc/rules/evaluate";
import { getSubmission } from "./get-submission";

const stores = testStores();

test("a case shows its tries newest first, with codes, messages, scores and checks, and what else came", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    const id = await makeSubmission(ctx);
    await makeAttempt(ctx, id, {
      step: "step1", number: 1, countsAsTry: true, retryCodes: ["blur_image", "glare_image"], retryMessages: ["Too blurry.", "Too bright."],
      checks: [{ check: "mrz", outcome: "not_available", milliseconds: 0 }, { check: "image_inspection", outcome: "ok", milliseconds: 41.5 }],
    });
    await makeAttempt(ctx, id, { number: 2, faceSimilarityScore: 97.3, livenessScore: 0, checks: [{ check: "face_match", outcome: "error", milliseconds: 30_000 }] });
    const brought = { address: { formatted: "1 Main St", detail: "3F" }, customFields: ["a", null, "c"], ipAddress: "203.0.113.7" };
    await makeBrought(ctx, id, brought);

    const detail = submissionDetailSchema.parse(await getSubmission(ctx, id));
    expect(detail).toMatchObject(brought);
    expect(detail.attempts).toEqual([
      {
        step: "step2", number: 2, at: testNow.toISOString(), countsAsTry: false, codes: [], messages: [], faceSimilarityScore: 97.3, livenessScore: 0,
        checks: [{ check: "face_match", outcome: "error", milliseconds: 30_000 }],
      },
      {
        step: "step1", number: 1, at: testNow.toISOString(), countsAsTry: true, codes: ["blur_image", "glare_image"], messages: ["Too blurry.", "Too bright."],
        faceSimilarityScore: null, livenessScore: null,
        checks: [{ check: "mrz", outcome: "not_available", milliseconds: 0 }, { check: "image_inspection", outcome: "ok", milliseconds: 41.5 }],
      },
    ]);
  }));

test("an import has neither, and another case's tries are not its own", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    const [id, other] = [await makeSubmission(ctx), await makeSubmission(ctx)];
    await makeAttempt(ctx, other);
    expect(submissionDetailSchema.parse(await getSubmission(ctx, id))).toMatchObject({ attempts: [], address: null, customFields: [], ipAddress: null });
  }));

test("the policy that a case shows is the one that its decision is made under: the submission's own options lie over the project's", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "agent", { ageLimit: 40, blacklistCountries: ["IRN"], rejectDuplicateUser: false });
    const young = { birthDate: "2000-01-01", issuingCountry: "IRN" };
    const [bound, free] = [await makeSubmission(ctx, { claimed: young }), await makeSubmission(ctx, { claimed: young })];
    await makeBrought(ctx, free, { customOptions: { ageLimit: false, blacklistCountries: false, rejectDuplicateUser: true } });

    const seen = async (id: string) => {
      const { final, policy, today } = await getSubmission(ctx, id);
      const facts = factsOf(final, policy.options.rejectDuplicateUser ? false : null);
      const day = parseCivilDate(today);
      if (day === null) throw new Error(`${today} is no day.`);
      return { options: policy.options, hits: hitsOf(evaluate(facts, policy.options, day)).map(({ rule }) => rule) };
    };
    expect(await seen(bound)).toMatchObject({ options: { ageLimit: 40, blacklistCountries: ["IRN"], rejectDuplicateUser: false }, hits: ["blacklist_country", "age_limit"] });
    expect(await seen(free)).toMatchObject({ options: { ageLimit: null, blacklistCountries: [], rejectDuplicateUser: true }, hits: [] });
    await expect(decideOpened(ctx, bound, { outcome: "approved", version: 1 })).rejects.toMatchObject({ errorCode: "rule_hit" });
    await expect(decideOpened(ctx, free, { outcome: "approved", version: 1 })).resolves.toMatchObject({ status: "approved", policy: { options: { ageLimit: null } } });
  }));
