import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDecided, mayMove, submissionStatuses, transitions, type SubmissionStatus } from "./transitions";
import { transitionsSql } from "./transitions-sql";

const anyStatus = fc.constantFrom(...submissionStatuses);

/** A walk of random wishes, of which only allowed moves are made. */
const walks = fc.array(anyStatus, { minLength: 1, maxLength: 60 }).map((wishes) => {
  const path: (SubmissionStatus | "new")[] = ["new"];
  for (const wish of wishes) if (mayMove(path.at(-1) ?? "new", wish)) path.push(wish);
  return path;
});

test.each([
  ["new", ["incomplete", "pending", "approved", "rejected"]],
  ["incomplete", ["incomplete", "pending", "approved", "rejected", "deleted"]],
  ["pending", ["incomplete", "approved", "rejected", "deleted"]],
  ["approved", ["pending", "rejected", "deleted"]],
  ["rejected", ["pending", "approved", "deleted"]],
  ["deleted", []],
] as const)("from %s only to %j", (from, reachable) => {
  expect(submissionStatuses.filter((to) => mayMove(from, to))).toEqual(reachable);
});

describe("on every walk", () => {
  test("nothing comes back from deleted", () => {
    fc.assert(
      fc.property(walks, (path) => {
        expect([-1, path.length - 1]).toContain(path.indexOf("deleted"));
      }),
    );
  });

  test("a decided case waits again before it is taken up anew", () => {
    fc.assert(
      fc.property(walks, (path) => {
        path.forEach((status, index) => {
          if (status !== "incomplete" || index < 2) return;
          const before = path[index - 1];
          expect(before === "pending" || before === "incomplete" || before === "new").toBe(true);
        });
      }),
    );
  });

  test("no case is decided the same way twice in a row", () => {
    fc.assert(
      fc.property(walks, (path) => {
        path.forEach((status, index) => {
          if (status !== "new" && isDecided(status)) expect(path[index - 1]).not.toBe(status);
        });
      }),
    );
  });

  test("every case can still be erased, whatever happened to it", () => {
    fc.assert(
      fc.property(walks, (path) => {
        const last = path.at(-1) ?? "new";
        expect(last === "new" || last === "deleted" || mayMove(last, "deleted")).toBe(true);
      }),
    );
  });

  test("nothing becomes new", () => {
    expect(Object.values(transitions).flat()).not.toContain("new");
  });
});

test("the database's guard names every status and every arrow of the table", () => {
  const sql = transitionsSql();
  expect(sql).toMatch(/^create or replace function submissions_check_transition\(\) returns trigger/);
  expect(sql).toContain("'23514'");
  for (const from of submissionStatuses) {
    const line = sql.split("\n").find((text) => text.includes(`when '${from}' then`)) ?? "";
    expect(submissionStatuses.filter((to) => line.replace(`when '${from}'`, "").includes(`'${to}'`))).toEqual(submissionStatuses.filter((to) => mayMove(from, to)));
  }
});
