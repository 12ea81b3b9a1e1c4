import { expect, test } from "vitest";
import { catalogue } from "./catalogue";
import fixture from "./catalogue.fixture.json";

test("has the 99 rows of the contract", () => {
  expect(fixture).toHaveLength(99);
  expect(catalogue).toHaveLength(99);
});

test.each(fixture.map((row, index) => ({ index, row })))("row $index, $row.stage $row.code $row.variant, stands to the letter", ({ index, row }) => {
  expect(catalogue[index]).toStrictEqual(row);
});

test.each([
  ["step1", "retry", 29],
  ["step1", "error", 23],
  ["step2", "retry", 8],
  ["step2", "error", 19],
  ["review", "reject", 20],
])("%s has its %ss: %i", (stage, kind, count) => {
  expect(catalogue.filter((row) => row.stage === stage && row.kind === kind)).toHaveLength(count);
});

test("stage, code and variant are a key", () => {
  expect(new Set(catalogue.map((row) => `${row.stage} ${row.code} ${row.variant}`)).size).toBe(99);
});
