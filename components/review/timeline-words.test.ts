import { expect, test } from "vitest";
import type { TimelineEntry } from "@/lib/contracts/submissions";
import { timelineDays } from "./timeline-words";

function entry(seq: number, at: string, action: string, changes: TimelineEntry["changes"] = []): TimelineEntry {
  return { seq, at, action, actor: "Kim", isOwn: false, changes };
}

test("newest first, by the day in the project's zone", () => {
  const days = timelineDays(
    [entry(1, "2026-11-22T14:59:00.000Z", "submission.imported"), entry(5, "2026-11-22T15:01:00.000Z", "submission.approved")],
    "Asia/Seoul",
  );
  expect(days.map(({ day, lines }) => [day, lines.map((line) => `${line.time} ${line.kind}`)])).toEqual([
    ["2026-11-23", ["00:01 approved"]],
    ["2026-11-22", ["23:59 imported"]],
  ]);
});

test("a correction is a line a field; an erased value says so", () => {
  const changes = [
    { field: "issuingCountry", old: "HUN", new: "HRV", erased: false },
    { field: "documentNumber", old: null, new: null, erased: true },
  ];
  const [day] = timelineDays([entry(2, "2026-11-22T10:00:00.000Z", "submission.corrected", changes)], "UTC");
  expect(day?.lines.map((line) => [line.kind, line.change?.field])).toEqual([
    ["corrected", "issuingCountry"],
    ["correctedErased", "documentNumber"],
  ]);
});

test("a rejection names its codes, and none when they were erased", () => {
  const codes = { field: "commentCode", old: null, new: '["id_info_blacklist","other"]', erased: false };
  const [day] = timelineDays(
    [
      entry(3, "2026-11-22T10:00:00.000Z", "submission.rejected", [codes]),
      entry(2, "2026-11-22T10:00:00.000Z", "submission.rejected", [{ ...codes, new: null, erased: true }]),
    ],
    "UTC",
  );
  expect(day?.lines.map((line) => line.codes)).toEqual([["id_info_blacklist", "other"], []]);
});

test("a reopening and a proposal that was sent back say why, as long as that was not erased", () => {
  const at = "2026-11-22T10:00:00.000Z";
  const why = (field: string, text: string | null) => [{ field, old: null, new: text, erased: text === null }];
  const [day] = timelineDays(
    [
      entry(4, at, "submission.reopened", why("reason", "A call.")),
      entry(3, at, "submission.sent_back", why("note", "Look again.")),
      entry(2, at, "submission.reopened", why("reason", null)),
    ],
    "UTC",
  );
  expect(day?.lines.map((line) => [line.kind, line.why])).toEqual([["reopened", "A call."], ["sentBack", "Look again."], ["reopened", null]]);
});
