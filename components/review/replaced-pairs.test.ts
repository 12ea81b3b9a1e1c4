import { expect, test } from "vitest";
import { replacedPairs } from "./replaced-pairs";

const size = { width: 10, height: 10 };
const [failedAt, answeredAt] = ["2026-11-23T10:00:00.000Z", "2026-11-23T11:00:00.000Z"];

test("an image stands beside the one whose place it took, not beside a failed try or an earlier one", () => {
  const images = [{ id: "new", kind: "idImage" as const, ...size }, { id: "selfie", kind: "selfieImage" as const, ...size }];
  const replaced = [{ id: "old", kind: "idImage" as const, supersededAt: answeredAt, ...size }, { id: "failed", kind: "idImage" as const, supersededAt: failedAt, ...size }];
  expect(replacedPairs({ images, replaced, resubmittedAt: answeredAt }).map(({ before, now }) => [before.id, now.id])).toEqual([["old", "new"]]);
  expect(replacedPairs({ images, replaced, resubmittedAt: null })).toEqual([]);
});
