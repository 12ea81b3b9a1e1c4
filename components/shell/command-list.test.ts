import { expect, test } from "vitest";
import { listed } from "./command-list";
import type { Command } from "./commands";

const command = (id: string, group: Command["group"], label: string, aliases: string[] = []): Command => ({ id, group, label, aliases, run: () => undefined });
const all = [
  command("page policy", "pages", "정책", ["policy"]),
  command("loupe", "images", "돋보기"),
  command("approve", "page", "승인"),
  command("reject", "page", "거절"),
  command("page queue", "pages", "대기열", ["queue"]),
];
const ids = (text: string) => listed(all, text).map(({ id }) => id);

test("without a text, the acts of the page come first, then images, then pages, as they were offered", () => {
  expect(ids("")).toEqual(["approve", "reject", "loupe", "page policy", "page queue"]);
});

test("Hangul finds an act while its first syllable is still being written", () => {
  expect(ids("ㄷ")).toEqual(["loupe", "page queue"]);
  expect(ids("대")).toEqual(["page queue"]);
  expect(ids("승이")).toEqual(["approve"]);
});

test("the English name finds an act in every language", () => {
  expect(ids("queue")).toEqual(["page queue"]);
  expect(ids("APP")).toEqual(["approve"]);
});

test("the group of the best match comes first, and groups stay whole", () => {
  const mixed = [command("x", "page", "Reject: opens the queue"), command("y", "pages", "Queue"), command("z", "page", "Next of the queue")];
  expect(listed(mixed, "queue").map(({ id }) => id)).toEqual(["y", "x", "z"]);
});

test("what nothing matches is an empty list", () => {
  expect(listed(all, "kim")).toEqual([]);
});
