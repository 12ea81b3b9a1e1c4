import { expect, test } from "vitest";
import { maxImageBytes } from "@/lib/images/inspect";
import { attachable, emptyDraft, keepNote, keptNote } from "./note-draft";

const file = (name: string, type = "image/png", size = 10) => new File([new Uint8Array(size)], name, { type });

test.each([
  ["takes pictures", [file("a"), file("b", "image/jpeg")], 0, ["a", "b"], null],
  ["stops at what is no picture", [file("a"), file("b.pdf", "application/pdf"), file("c")], 0, ["a"], { fault: "notPicture", name: "b.pdf" }],
  ["stops at what the server would find too large", [file("a", "image/png", maxImageBytes + 1)], 0, [], { fault: "large", name: "a" }],
  ["takes what the server takes", [file("a", "image/png", maxImageBytes)], 0, ["a"], null],
  ["stops at the fifth", [file("a"), file("b")], 3, ["a"], { fault: "many" }],
])("a note %s", (_name, files, already, names, fault) => {
  const attached = attachable(files, already);
  expect([attached.files.map(({ name }) => name), attached.fault]).toEqual([names, fault]);
});

test("a draft is kept by its case until it is empty", () => {
  keepNote("one", { ...emptyDraft, body: "half a" });
  expect([keptNote("one").body, keptNote("two").body]).toEqual(["half a", ""]);
  keepNote("one", { ...emptyDraft, body: "  " });
  expect(keptNote("one")).toBe(emptyDraft);
});
