import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { apiItemsSql } from "@/db/queries/api-items";
import { attempts } from "@/db/schema/attempts";
import { submissions } from "@/db/schema/submissions";
import { asClient } from "@/db/test/as-client";
import { makeContext, withRole } from "@/db/test/make-context";
import { withEnginesBut } from "@/db/test/engines";
import { decideOpened } from "@/db/test/make-lease";
import { makeSubmission, specimenFields } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { itemPageSchema, itemSchema, type Item } from "@/lib/contracts/v3/item";
import { readItemQuery, type ItemQuery } from "@/lib/contracts/v3/query";
import type { ApiContext, MemberContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { imageLinker, linkKeyOf } from "./image-link";
import { querySubmissions } from "./query-submissions";
import { savePolicy } from "./save-policy";
import { sealOcrRaw, sealTrace } from "./sealed-intake";

const stores = testStores();
const linkKey = linkKeyOf("a secret of thirty-two letters or more");

const read = (query: string): ItemQuery => {
  const parsed = readItemQuery(new URLSearchParams(query));
  if ("refusal" in parsed) throw new Error(parsed.refusal);
  return parsed;
};

const ask = async (client: ApiContext, query: string) =>
  itemPageSchema.parse(await querySubmissions(client, read(query), imageLinker(linkKey, "https://desk.test", client.now)));

async function itemsOf(client: ApiContext, query = ""): Promise<Item[]> {
  const { Items } = await ask(client, query);
  return Items.map((item) => itemSchema.parse(item));
}

const withClient = (body: (client: ApiContext, desk: MemberContext, db: Database) => Promise<void>) =>
  withRollback(async (db) => {
    const desk = await makeContext(db, stores, "agent");
    await body((await asClient(desk)).client, desk, db);
  });

const at = (desk: MemberContext, time: string): MemberContext => ({ ...desk, now: new Date(time) });

describe("an item", () => {
  test("has every part of the reference, with numbers opened and links for the images that came", () =>
    withClient(async (client, desk) => {
      const id = await makeSubmission(desk, { images: ["idImage", "selfieImage"], printed: { ...specimenFields, fullName: "Specimen Speciman" } });
      await desk.db.update(submissions).set({
        customFields: ["one", null, "three"], ipAddress: "198.51.100.9", address: { city: "Split", formatted: "Riva 1, Split" }, memo: { text: "seen", updatedAt: "2026-11-24T01:02:03.000Z" },
        ocrRaw: sealOcrRaw(await desk.vault.submissionKey(desk.projectId, id), { printedText: { isUpright: true } }),
      }).where(eq(submissions.id, id));
      const [item] = await itemsOf(client, `submission_id=${id.toUpperCase()}`);

      expect(item).toMatchObject({
        submission_id: id, kyc_result_at: null, reviewer: null, pending_at: desk.now.toISOString(),
        data: {
          full_name: "Specimen Specimen", name: "Specimen Specimen", first_name: "Specimen", last_name: "Specimen", date_of_birth: "1982-12-25", nationality: "HRV", age_group: "adult",
          documentNumber: "007007007", identityNumber: null, cf1: "one", cf2: null, cf3: "three", ip_address: "198.51.100.9", address_city: "Split", address_formatted: "Riva 1, Split",
          address_state: null, idcard_issuingCountry: "HUN", idcard_issueDate: "2009-07-01", idcard_expireDate: "2014-07-01", idType: "passport",
        },
        kyc: { result: "pending", comment: [], commentCode: [], attempts: [] },
        OCR_raw: { printedText: { isUpright: true } },
        ocr: { fullName: "Specimen Speciman", documentNumber: "007007007" },
        review: { fullName: "Specimen Specimen" },
        project_options: { policy_ageLimit: 19, policy_blacklistCountries: ["IRN", "PRK"], policy_rejectPeriod: 30, option_ai_only: false },
        image: { idBackImage: null, addressImage: null },
        memo: { text: "seen", updated_at: "2026-11-24T01:02:03.000Z" },
      });
      expect(item?.image.selfieImage).toMatch(new RegExp(`^https://desk\\.test/v3/submission/image\\?submission_id=${id}&kind=selfieImage&expires=\\d+&signature=[\\w-]{43}$`));
    }));

  test("lists its attempts in order, with scores, codes, and what the client sent", () =>
    withClient(async (client, desk, db) => {
      const id = await makeSubmission(desk);
      const key = await desk.vault.submissionKey(desk.projectId, id);
      for (const number of [2, 1]) {
        const attemptId = randomUUID();
        await db.insert(attempts).values({
          id: attemptId, projectId: desk.projectId, submissionId: id, step: number === 1 ? "step1" : "step2", number, countsAsTry: true,
          retryCodes: number === 1 ? ["glare_detected"] : [], retryMessages: number === 1 ? ["Glare."] : [], faceSimilarityScore: number === 1 ? null : 97.5,
          livenessScore: null, checks: [], trace: sealTrace(key, attemptId, { facts: {}, sent: { issuingCountry: `C${number}` } }), createdAt: desk.now,
        });
      }
      const [item] = await itemsOf(client);
      expect(item?.kyc.attempts).toEqual([
        { attemptCnt: 1, livenessScore: null, faceSimilarityScore: null, retryCode: ["glare_detected"], retryMsg: ["Glare."], verificationParams: { issuingCountry: "C1" } },
        { attemptCnt: 2, livenessScore: null, faceSimilarityScore: 97.5, retryCode: [], retryMsg: [], verificationParams: { issuingCountry: "C2" } },
      ]);
    }));

  test("that the desk rejected says why, in the words that the applicant reads, under the policy that decided", () =>
    withClient(async (client, desk) => {
      const id = await makeSubmission(desk);
      await decideOpened(desk, id, { outcome: "rejected", version: 1, codes: ["id_image_badImage", "other"], otherText: "Look again.", fields: {}, confirmedHits: [] });
      const admin = await withRole(desk, "admin");
      await savePolicy(withEnginesBut(admin), { version: 1, options: { ageLimit: 21, blacklistCountries: [], rejectedPeriodDays: 0, timeZone: "UTC" }, reason: null });
      const [item] = await itemsOf(client);
      expect(item).toMatchObject({
        reviewer: desk.actor.email, kyc_result_at: desk.now.toISOString(),
        kyc: { result: "rejected", commentCode: ["id_image_badImage", "other"], comment: ["Fail to read the ID image. Please take a clear picture of your ID document.", "Look again."] },
        project_options: { policy_ageLimit: 19 },
      });
    }));

  test("whose decision is not released waits, and shows neither reviewer nor reason", () =>
    withClient(async (client, desk, db) => {
      const id = await makeSubmission(desk);
      await decideOpened(desk, id, { outcome: "rejected", version: 1, codes: ["id_image_badImage"], otherText: null, fields: {}, confirmedHits: [] });
      await db.update(submissions).set({ releasedAt: null }).where(eq(submissions.id, id));
      const [item] = await itemsOf(client);
      expect(item).toMatchObject({ reviewer: null, kyc_result_at: null, kyc: { result: "pending", comment: [], commentCode: [] } });
    }));

  test("that was erased keeps id, dates and type; everything else is nothing", () =>
    withClient(async (client, desk) => {
      const id = await makeSubmission(desk, { images: ["idImage"] });
      await eraseSubmission(await withRole(desk, "admin"), id);
      const [item] = await itemsOf(client, `submission_id=${id}`);
      expect(item).toMatchObject({
        email: null, kyc: { result: "deleted" }, OCR_raw: null, ocr: null, review: null, memo: null,
        data: { full_name: null, date_of_birth: null, age_group: "N/A", documentNumber: null, idType: "passport" },
        image: { idImage: null },
      });
    }));
});

describe("a query", () => {
  test("never shows another project's, and an unknown id is nothing", () =>
    withClient(async (client, desk, db) => {
      const elsewhere = await makeContext(db, stores);
      const id = await makeSubmission(elsewhere);
      for (const query of ["", `submission_id=${id}`, `submission_id=${randomUUID()}`, "submission_id=nothing"]) expect(await ask(client, query)).toEqual({ Items: [] });
      await makeSubmission(desk);
      expect(await itemsOf(client)).toHaveLength(1);
    }));

  test("finds by lists of e-mails, whatever their case, and of userids", () =>
    withClient(async (client, desk) => {
      const [a, b] = [await makeSubmission(desk, { email: "Anna@Example.com", externalId: "u1" }), await makeSubmission(desk, { email: "bo@example.com", externalId: "u2" })];
      await makeSubmission(desk);
      const ids = async (query: string) => (await itemsOf(client, query)).map((item) => item.submission_id).sort();
      expect(await ids("email=anna@example.COM,bo@example.com")).toEqual([a, b].sort());
      expect(await ids("userid=u2&userid=u3")).toEqual([b]);
      expect(await ids("userid=u2&email=anna@example.com")).toEqual([]);
    }));

  test("takes whole days of the project's zone, both included", () =>
    withClient(async (client, desk) => {
      // The project's day, in Seoul, begins at 15:00 UTC of the day before.
      for (const time of ["2026-03-01T14:59:59.999Z", "2026-03-01T15:00:00.000Z", "2026-03-02T14:59:59.999Z", "2026-03-02T15:00:00.000Z"]) await makeSubmission(at(desk, time));
      const created = async (query: string) => (await itemsOf(client, query)).map((item) => item.created_at);
      expect(await created("start_date=20260302&end_date=2026-03-02")).toEqual(["2026-03-02T14:59:59.999Z", "2026-03-01T15:00:00.000Z"]);
      expect(await created("start_date=2026-03-03")).toEqual(["2026-03-02T15:00:00.000Z"]);
      expect(await created("end_date=20260301")).toEqual(["2026-03-01T14:59:59.999Z"]);
    }));

  test("page by page, every row comes once, also rows of one instant and rows that arrive meanwhile", () =>
    withClient(async (client, desk) => {
      const wanted = new Set<string>();
      for (let index = 0; index < 7; index += 1) wanted.add(await makeSubmission(at(desk, index < 4 ? "2026-03-01T00:00:00.000Z" : `2026-03-0${index}T00:00:00.000Z`)));
      const seen: string[] = [];
      let next = "";
      for (let page = 0; page < 9; page += 1) {
        const { Items, nextpageKey } = await ask(client, `count=2${next}`);
        seen.push(...Items.map((item) => item.submission_id));
        await makeSubmission(at(desk, "2026-11-01T00:00:00.000Z"));
        if (nextpageKey === undefined) break;
        next = `&nextpage_id=${nextpageKey.id}&nextpage_date=${nextpageKey.created_at}`;
      }
      expect(seen).toHaveLength(7);
      expect(new Set(seen)).toEqual(wanted);
    }));

  test.each([
    ["kyc", ["kyc", "submission_id"]],
    ["aml", ["aml", "submission_id"]],
    ["data", ["data", "submission_id"]],
    ["others", ["OCR_raw", "image", "memo", "ocr", "project_options", "review", "submission_id"]],
  ])("of request_type %s gives that part and the id only", (type, keys) =>
    withClient(async (client, desk) => {
      await makeSubmission(desk, { images: ["idImage"] });
      const { Items } = await ask(client, `request_type=${type}`);
      expect(Items.map((item) => Object.keys(item).sort())).toEqual([keys]);
    }));

  test.each([
    ["everything", {}, "submissions_created_idx"],
    ["a page further", { after: { id: randomUUID(), createdAt: "2026-01-01T00:00:00.000Z" } }, "submissions_created_idx"],
    ["an e-mail", { emails: ["anna@example.com"] }, "submissions_email_idx"],
    ["a userid", { userids: ["u1"] }, "submissions_userid_idx"],
    ["an id", { id: randomUUID() }, "submissions_pkey"],
  ])("for %s walks an index, and counts no offset", (_name, filter, index) =>
    withClient(async (_client, desk, db) => {
      await db.execute(sql`insert into submissions (project_id, source, status, email, userid, created_at, updated_at)
        select ${desk.projectId}, 'api', 'incomplete', 'a' || n || '@example.com', 'u' || n, ${desk.now.toISOString()}::timestamptz - n * interval '1 minute', now() from generate_series(1, 5000) n`);
      await db.execute(sql`analyze submissions`);
      const whole = { id: null, userids: null, emails: null, from: null, before: null, after: null, ...filter };
      const plan = await db.execute(sql`explain (costs off) ${apiItemsSql(desk.projectId, whole, 51, true)}`);
      expect(JSON.stringify(plan.rows)).toContain(index);
    }));
});
