import { expect, test } from "vitest";
import { auditParams, parseAuditFilter } from "./audit-params";

test("a filter survives the way into the URL and back", () => {
  const filter = { action: "options.saved" as const, actor: "admin@demo.test", subject: "14", from: "2026-11-01", to: "2026-11-23", before: 900 };
  expect(parseAuditFilter(Object.fromEntries(auditParams(filter)))).toEqual({ filter, ignored: [] });
});

test("what is not known, impossible or said twice is left out and named", () => {
  const { filter, ignored } = parseAuditFilter({ action: "case.burned", from: "2026-02-30", before: "0", colour: "red", actor: ["a@b.test", "c@d.test"] });
  expect(filter).toEqual({ actor: "a@b.test" });
  expect(ignored).toEqual(["action=case.burned", "from=2026-02-30", "before=0", "colour=red", "actor=c@d.test"]);
});

test.each(["0000-01-01", "0050-06-01", "1899-12-31", "9999-12-31"])("the day %s is left out and named", (day) => {
  expect(parseAuditFilter({ from: day, to: day })).toEqual({ filter: {}, ignored: [`from=${day}`, `to=${day}`] });
});

test.each(["1900-01-01", "9998-12-31"])("the day %s is a filter", (day) => {
  expect(parseAuditFilter({ from: day, to: day })).toEqual({ filter: { from: day, to: day }, ignored: [] });
});

test("an empty value is no filter and no fault", () => {
  expect(parseAuditFilter({ action: "", actor: "" })).toEqual({ filter: {}, ignored: [] });
});
