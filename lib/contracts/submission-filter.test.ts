import fc from "fast-check";
import { expect, test } from "vitest";
import { flags } from "@/lib/kyc/flags";
import { idTypes } from "@/lib/kyc/id-type";
import { submissionStatuses } from "@/lib/kyc/review/transitions";
import { defaultSort, noFilter, parseSubmissionFilter, submissionFilterParams, submissionScopes, submissionSorts, type SubmissionFilter } from "./submission-filter";

const read = (params: URLSearchParams, scope: SubmissionFilter["scope"] = "queue") =>
  parseSubmissionFilter(scope, Object.fromEntries([...new Set(params.keys())].map((key) => [key, params.getAll(key)])));

test("an address without a filter is the whole list in its own order", () => {
  for (const scope of submissionScopes) expect(parseSubmissionFilter(scope, {})).toEqual({ filter: { ...noFilter, scope, sort: defaultSort[scope] }, ignored: [] });
});

test("every filter comes back from the address that it was written into", () => {
  const some = <Value>(values: readonly Value[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });
  const filters = fc.record({
    scope: fc.constantFrom(...submissionScopes),
    q: fc.string({ maxLength: 200 }).filter((text) => !text.includes("\0")).map((text) => text.trim()),
    status: some(submissionStatuses),
    flag: some(flags),
    country: some(["KOR", "HRV", "GBR", "DEU"]),
    idType: some(idTypes),
    waiting: fc.option(fc.integer({ min: 1, max: 8760 })),
    assignee: fc.option(fc.oneof(fc.constantFrom("me", "nobody"), fc.uuid())),
    sort: fc.constantFrom(...submissionSorts),
    after: fc.option(fc.uuid()),
    before: fc.option(fc.uuid()),
  });
  fc.assert(
    fc.property(filters, (drawn) => {
      const ofAll = { ...drawn, assignee: null, sort: drawn.sort.endsWith("priority") ? defaultSort.all : drawn.sort };
      const filter = drawn.scope === "queue" ? { ...drawn, status: [] } : ofAll;
      expect(read(submissionFilterParams(filter), filter.scope)).toEqual({ filter, ignored: [] });
    }),
  );
});

test.each([
  "colour=red",
  "toString=1",
  "__proto__=1",
  "status=pending",
  "flag=nothing",
  "country=D",
  "country=kor",
  "idType=library_card",
  "waiting=0",
  "waiting=8761",
  "waiting=1.5",
  "waiting=soon",
  "waiting=",
  "sort=colour",
  "after=1",
  `q=${"x".repeat(201)}`,
  "q=a\0b",
])("the queue leaves “%s” out and names it", (part) => {
  const [key = "", value = ""] = part.split("=");
  const { filter, ignored } = read(new URLSearchParams([[key, value], ["country", "KOR"]]));
  expect(ignored).toEqual([part]);
  expect(filter).toEqual({ ...noFilter, scope: "queue", sort: "age", country: ["KOR"] });
});

test("a value named twice counts once, and of two single values the last one", () => {
  const { filter, ignored } = read(new URLSearchParams("country=KOR&country=KOR&country=HRV&waiting=4&waiting=8"));
  expect(filter).toMatchObject({ country: ["KOR", "HRV"], waiting: 8 });
  expect(ignored).toEqual([]);
});
