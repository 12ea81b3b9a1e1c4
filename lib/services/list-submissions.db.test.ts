import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { pageSize, parseSubmissionFilter, type SubmissionScope } from "@/lib/contracts/submission-filter";
import type { MemberContext } from "./context";
import { countSubmissions } from "./count-submissions";
import { findNextSubmission } from "./find-next-submission";
import { listSubmissions } from "./list-submissions";
import { recordDecision } from "./record-decision";

const stores = testStores();
const filterOf = (params: Record<string, string | string[]>, scope: SubmissionScope = "queue") => parseSubmissionFilter(scope, params).filter;
const withContext = (body: (ctx: MemberContext, db: Database) => Promise<void>) => withRollback(async (db) => body(await makeContext(db, stores), db));
const at = (ctx: MemberContext, minutesAgo: number): MemberContext => ({ ...ctx, now: new Date(ctx.now.getTime() - minutesAgo * 60_000) });

describe("pages", () => {
  test.each(["age", "-age", "name", "-name"])("sorted by %s, forward and back cover every row once, ties included", (sort) =>
    withContext(async (ctx) => {
      const total = pageSize * 2 + 7;
      for (let index = 0; index < total; index += 1) await makeSubmission(at(ctx, Math.floor(index / 5)), { claimed: { fullName: `Person ${index % 9}` } });

      const forward: string[][] = [];
      let page = await listSubmissions(ctx, filterOf({ sort }));
      expect(page.previous).toBeNull();
      for (;;) {
        forward.push(page.items.map((item) => item.id));
        if (page.next === null) break;
        page = await listSubmissions(ctx, filterOf({ sort, after: page.next }));
      }
      expect(forward.map((ids) => ids.length)).toEqual([pageSize, pageSize, 7]);
      expect(new Set(forward.flat()).size).toBe(total);

      const back: string[][] = [];
      while (page.previous !== null) {
        page = await listSubmissions(ctx, filterOf({ sort, before: page.previous }));
        back.unshift(page.items.map((item) => item.id));
      }
      expect(back).toEqual(forward.slice(0, -1));
    }));

  test("the queue is oldest first and has pending cases only; the list of all has every status, newest first", () =>
    withContext(async (ctx) => {
      const [newer, older, decided] = [await makeSubmission(at(ctx, 5)), await makeSubmission(at(ctx, 60)), await makeSubmission(at(ctx, 90))];
      await recordDecision(ctx, decided, { outcome: "approved", version: 1 });

      expect((await listSubmissions(ctx, filterOf({}))).items.map((item) => item.id)).toEqual([older, newer]);
      expect((await listSubmissions(ctx, filterOf({}, "all"))).items.map((item) => item.id)).toEqual([newer, older, decided]);
      expect((await listSubmissions(ctx, filterOf({ status: "approved" }, "all"))).items.map((item) => item.id)).toEqual([decided]);
    }));

  test("another project's rows never appear, nor does its row serve as a cursor", () =>
    withContext(async (ctx, db) => {
      const other = await makeContext(db, stores);
      const foreign = await makeSubmission(other);
      await makeSubmission(ctx);
      expect((await listSubmissions(ctx, filterOf({}))).items).toHaveLength(1);
      expect((await listSubmissions(ctx, filterOf({ after: foreign }))).items).toHaveLength(0);
    }));

  test("a viewer may look", () =>
    withContext(async (ctx) => {
      await makeSubmission(ctx);
      expect((await listSubmissions(await withRole(ctx, "viewer"), filterOf({}))).items).toHaveLength(1);
    }));
});

describe("search and filters", () => {
  test.each([
    ["one syllable at the start of a word", "김", ["김하늘"]],
    ["two syllables inside a name", "하늘", ["김하늘"]],
    ["a syllable that is still being typed", "김하느", ["김하늘"]],
    ["a name typed without its accents", "birute basanaviciene", ["Birutė Basanavičienė"]],
    ["three syllables", "김하늘", ["김하늘"]],
    ["a part of a Latin name, case aside", "UTėBA", []],
    ["a surname's middle", "anavi", ["Birutė Basanavičienė"]],
    ["capital letters with accents", "BIRUTĖ", ["Birutė Basanavičienė"]],
    ["an e-mail address", "haneul@exam", ["김하늘"]],
    ["an external id", "s-77", ["Андрій Шевчук"]],
    ["Cyrillic", "шевч", ["Андрій Шевчук"]],
    ["wildcards are letters", "%", []],
    ["nothing matches", "zzzzz", []],
  ])("finds by %s", (_name, q, names) =>
    withContext(async (ctx) => {
      await makeSubmission(ctx, { email: "haneul@example.com", claimed: { fullName: "김하늘" } });
      await makeSubmission(ctx, { claimed: { fullName: "Birutė Basanavičienė" } });
      await makeSubmission(ctx, { externalId: "S-77", claimed: { fullName: "Андрій Шевчук" } });
      const filter = filterOf({ q });
      expect((await listSubmissions(ctx, filter)).items.map((item) => item.fullName)).toEqual(names);
      expect(await countSubmissions(ctx, filter)).toMatchObject({ waiting: 3, matching: names.length });
    }));

  test("finds by the whole id", () =>
    withContext(async (ctx) => {
      const id = await makeSubmission(ctx);
      await makeSubmission(ctx);
      expect((await listSubmissions(ctx, filterOf({ q: id.toUpperCase() }))).items.map((item) => item.id)).toEqual([id]);
    }));

  test("D counts as DEU, flags as any of those named, the ID type and the age of the case as given", () =>
    withContext(async (ctx) => {
      const german = await makeSubmission(at(ctx, 300), { claimed: { issuingCountry: "D" }, flags: ["address_document"] });
      const other = await makeSubmission(at(ctx, 10), { claimed: { idType: "visa" }, flags: ["warning:fake_id"] });
      const ids = async (params: Record<string, string | string[]>) => (await listSubmissions(ctx, filterOf(params))).items.map((item) => item.id);

      expect(await ids({ country: "DEU" })).toEqual([german]);
      expect(await ids({ flag: ["address_document", "warning:fake_id"] })).toEqual([german, other]);
      expect(await ids({ idType: "visa" })).toEqual([other]);
      expect(await ids({ waiting: "4" })).toEqual([german]);
      expect(await ids({ waiting: "5" })).toEqual([]);
    }));
});

test("next is the oldest, then the one behind, then from the front again, and nothing when this one alone waits", () =>
  withContext(async (ctx) => {
    expect(await findNextSubmission(ctx, null)).toEqual({ submissionId: null });
    const first = await makeSubmission(at(ctx, 9));
    expect(await findNextSubmission(ctx, first)).toEqual({ submissionId: null });
    const second = await makeSubmission(at(ctx, 3));
    expect(await findNextSubmission(ctx, null)).toEqual({ submissionId: first });
    expect(await findNextSubmission(ctx, first)).toEqual({ submissionId: second });
    expect(await findNextSubmission(ctx, second)).toEqual({ submissionId: first });
  }));

test("a filter that nobody knows is left out and named", () => {
  expect(parseSubmissionFilter("queue", { flag: ["nonsense", "address_document"], colour: "blue", waiting: "-3", status: "approved" })).toMatchObject({
    filter: { flag: ["address_document"], waiting: null },
    ignored: ["flag=nonsense", "colour=blue", "waiting=-3", "status=approved"],
  });
});
