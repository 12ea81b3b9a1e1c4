import { expect, test } from "vitest";
import { languageName } from "@/lib/kyc/language";
import { templateGroups } from "./template-list";

const made = (language: string, title: string, body = "Send it.") => ({ id: title, version: 1, language, title, body, author: "lead@example.com", updatedAt: "2026-11-23T05:32:08.123Z" });
const all = [made("ko", "나중에"), made("en", "Page 10"), made("ko", "가능한 빨리"), made("en", "Page 2", "Send {page}."), made("de", "Rückseite")];
const shown = (query: string, locale = "en") =>
  templateGroups(all, query, (tag) => languageName(tag, locale), locale).map(({ name, templates }) => [name, ...templates.map(({ title }) => title)].join(": "));

test.each([
  ["everything by language and title, numbers by their size", "", ["English: Page 2: Page 10", "German: Rückseite", "Korean: 가능한 빨리: 나중에"]],
  ["by title without accents", "ruck", ["German: Rückseite"]],
  ["by text", "{page}", ["English: Page 2"]],
  ["by the language's name with a word of the title", "korean 나", ["Korean: 나중에"]],
  ["by the first part of a syllable that is complete", "나중", ["Korean: 나중에"]],
  ["nothing where nothing has every word", "page korean", []],
])("a search finds %s", (_name, query, groups) => {
  expect(shown(query)).toEqual(groups);
});

test("languages are named and sorted for the reader", () => {
  expect(shown("", "ko").map((line) => line.split(":")[0])).toEqual(["독일어", "영어", "한국어"]);
});
