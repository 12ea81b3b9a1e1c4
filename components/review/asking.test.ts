import { expect, test } from "vitest";
import { askList } from "./asking";

test("the codes of an image stand in groups, numbered in the order of the screen", () => {
  expect(askList("addressImage")).toEqual({
    groups: [
      { group: "address", rows: [
        { code: "address_image_invalidImage", number: 1 }, { code: "address_image_error", number: 2 }, { code: "address_image_badImage", number: 3 },
        { code: "address_info_expiredDocument", number: 4 }, { code: "address_info_dataMismatch", number: 5 },
      ] },
      { group: "other", rows: [{ code: "other", number: 6 }] },
    ],
    unavailable: [],
  });
  expect(askList("selfieImage").groups).toEqual([{ group: "other", rows: [{ code: "other", number: 1 }] }]);
  expect(askList("idImage").groups.map(({ group }) => group)).toEqual(["idImage", "info", "other"]);
});
