import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { makeContext, withRole } from "@/db/test/make-context";
import { decideOpened, makeLease } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { pageSize, parseSubmissionFilter, type SubmissionScope } from "@/lib/contracts/submission-filter";
import type { MemberContext } from "./context";
import { countArrivals, countSubmissions } from "./count-submissions";
import { listItems, listSubmissions } from "./list-submissions";

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
      await decideOpened(ctx, decided, { outcome: "approved", version: 1 });

      expect((await listSubmissions(ctx, filterOf({}))).items.map((item) => item.id)).toEqual([older, newer]);
      expect((await listSubmissions(ctx, filterOf({}, "all"))).items.map((item) => item.id)).toEqual([newer, older, decided]);
      expect((await listSubmissions(ctx, filterOf({ status: "approved" }, "all"))).items.map((item) => item.id)).toEqual([decided]);
    }));

  test("another project's rows never appear; a cursor that is no row of this one is named, and the first page comes", () =>
    withContext(async (ctx, db) => {
      const other = await makeContext(db, stores);
      const foreign = await makeSubmission(other);
      const own = await makeSubmission(ctx);
      expect(await listSubmissions(ctx, filterOf({}))).toMatchObject({ items: [{ id: own }], ignored: [] });
      for (const cursor of ["after", "before"])
        for (const scope of ["queue", "all"] as const)
          expect(await listSubmissions(ctx, filterOf({ [cursor]: foreign }, scope))).toMatchObject({
            items: [{ id: own }], next: null, previous: null, ignored: [`${cursor}=${foreign}`],
          });
    }));

  test("behind the last row there is nothing, and nothing was left out; a case that never waited has its place by its creation", () =>
    withContext(async (ctx) => {
      const first = await makeSubmission(at(ctx, 9));
      const incomplete = await makeSubmission(at(ctx, 5), { status: "incomplete" });
      const last = await makeSubmission(at(ctx, 1));
      expect(await listSubmissions(ctx, filterOf({ after: last }))).toMatchObject({ items: [], ignored: [] });
      expect(await listSubmissions(ctx, filterOf({ after: incomplete }))).toMatchObject({ items: [{ id: last }], ignored: [] });
      expect(await listSubmissions(ctx, filterOf({ before: incomplete }))).toMatchObject({ items: [{ id: first }], ignored: [] });
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
    ["a letter and what has no trigram with it", "s--", []],
    ["wildcards are letters", "%", []],
    ["a sign that every address has", "@", []],
    ["signs alone", "..", []],
    ["an accent alone", "\u0301", []],
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

test.each([
  ["all", "-age", 8_200],
  ["all", "name", 2_200],
  ["queue", "age", 2_200],
  ["queue", "-name", 2_200],
] as const)("a search in scope %s sorted by %s finds the right pages, forward and back, among more rows than it walks", (scope, sort, total) =>
  withContext(async (ctx, db) => {
    await db.execute(sql`
      insert into submissions (project_id, source, status, email, full_name, created_at, updated_at, pending_at)
      select ${ctx.projectId}, 'import', 'pending', 'x' || g || '@example.test', concat_ws(' ', 'Case ' || lpad(g::text, 5, '0'),
        case when g % 11 = 0 then 'scattered' end, case when g < 25 or g > ${total} - 24 then 'outermost' end), at, at, at
      from (select g, ${ctx.now.toISOString()}::timestamptz - (10000 - g / 2) * interval '1 minute' as at from generate_series(1, ${total}::int) g) cases`);
    const order = sql.raw(`${sort.endsWith("name") ? "name_key" : "created_at"} ${sort.startsWith("-") ? "desc" : "asc"}, id ${sort.startsWith("-") ? "desc" : "asc"}`);

    for (const q of ["case", "scattered", "outermost"]) {
      const { rows } = await db.execute<{ id: string }>(sql`
        select id from submissions where project_id = ${ctx.projectId} and lower(full_name) like ${`%${q}%`} order by ${order} limit ${pageSize * 3}`);
      const expected = rows.map((row) => row.id);
      let page = await listSubmissions(ctx, filterOf({ q, sort }, scope));
      const read = page.items.map((item) => item.id);
      while (read.length < expected.length && page.next !== null) {
        page = await listSubmissions(ctx, filterOf({ q, sort, after: page.next }, scope));
        read.push(...page.items.map((item) => item.id));
      }
      expect(read).toEqual(expected);

      while (page.previous !== null) page = await listSubmissions(ctx, filterOf({ q, sort, before: page.previous }, scope));
      expect(page.items.map((item) => item.id)).toEqual(expected.slice(0, pageSize));
    }
  }));

test("of the cases that came since a list was read, those count that its filter leaves", () =>
  withContext(async (ctx) => {
    await makeSubmission(at(ctx, 9));
    const since = at(ctx, 5).now;
    await makeSubmission(at(ctx, 3), { claimed: { fullName: "Kim Minseo" } });
    await makeSubmission(at(ctx, 2), { claimed: { idType: "visa" } });
    await makeSubmission(at(ctx, 1), { status: "incomplete" });
    expect(await countArrivals(ctx, filterOf({}), since)).toEqual({ arrived: 2 });
    expect(await countArrivals(ctx, filterOf({}, "all"), since)).toEqual({ arrived: 3 });
    expect(await countArrivals(ctx, filterOf({ q: "minseo" }), since)).toEqual({ arrived: 1 });
    expect(await countArrivals(ctx, filterOf({ idType: "passport" }), since)).toEqual({ arrived: 1 });
    expect((await listSubmissions(ctx, filterOf({}))).at).toBe(ctx.now.toISOString());
  }));

test("rows that changed come as they are now, with who works on them, and none of another project", () =>
  withContext(async (ctx) => {
    const [held, free] = [await makeSubmission(ctx), await makeSubmission(ctx)];
    const foreign = await makeSubmission(await makeContext(ctx.db, stores));
    await makeLease(ctx, held);
    const { items } = await listItems(ctx, [held, free, foreign]);
    expect(new Map(items.map(({ id, holder }) => [id, holder]))).toEqual(new Map([[held, { memberName: ctx.actor.name, isOwn: true }], [free, null]]));
    expect(items.find(({ id }) => id === free)).toEqual((await listSubmissions(ctx, filterOf({}))).items.find(({ id }) => id === free));
  }));

test("a filter that nobody knows is left out and named", () => {
  expect(parseSubmissionFilter("queue", { flag: ["nonsense", "address_document"], colour: "blue", waiting: "-3", status: "approved" })).toMatchObject({
    filter: { flag: ["address_document"], waiting: null },
    ignored: ["flag=nonsense", "colour=blue", "waiting=-3", "status=approved"],
  });
});
