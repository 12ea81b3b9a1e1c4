import { describe, expect, test } from "vitest";
import { matchingColleagues, mentionedIn, mentionQueryAt, segmentsOf, withMention } from "./mention-text";

const person = (memberId: string, name: string, email = `${memberId}@example.com`) => ({ memberId, name, email });
const lena = person("1", "Lena Moreau");
const han = person("2", "한지우");
const adas = [person("3", "Ada Okafor"), person("4", "Ada Okafor", "second@example.com")];
const everybody = [lena, han, ...adas];

describe("the name at the caret", () => {
  test.each([
    ["right behind the @", "see @", 5, { start: 4, query: "" }],
    ["at the beginning", "@le", 3, { start: 0, query: "le" }],
    ["with a space in it", "@Lena Mo", 8, { start: 0, query: "Lena Mo" }],
    ["in Hangul, behind a bracket", "(@한지", 4, { start: 1, query: "한지" }],
    ["only up to the caret", "@lena", 3, { start: 0, query: "le" }],
    ["of the last @", "@a @b", 5, { start: 3, query: "b" }],
    ["none in an e-mail address", "anna@example", 12, null],
    ["none behind Hangul without a space, as in an address", "안나@예", 4, null],
    ["none on the next line", "@lena\nhe", 8, null],
    ["none without an @", "lena", 4, null],
  ])("%s", (_name, text, caret, found) => {
    expect(mentionQueryAt(text, caret)).toEqual(found);
  });
});

describe("who is offered", () => {
  test.each([
    ["everybody at first", "", ["1", "2", "3", "4"]],
    ["by the start of a name, in any case", "LE", ["1"]],
    ["by the second word", "mor", ["1"]],
    ["by the e-mail", "second", ["4"]],
    ["by a syllable that is not finished", "하", ["2"]],
    ["by a letter alone, as it is being composed", "ㅎ", ["2"]],
    ["nobody by what is no name", "Lena Moreau please", []],
    ["nobody once a whole name has a space behind it", "Lena Moreau ", []],
  ])("%s", (_name, query, ids) => {
    expect(matchingColleagues(everybody, query).map(({ memberId }) => memberId)).toEqual(ids);
  });
});

test("a pick takes the place of what was typed, with one space behind it, but none before a comma", () => {
  expect(withMention("see @le, please", 4, 7, "Lena Moreau")).toEqual({ text: "see @Lena Moreau, please", caret: 16 });
  expect(withMention("@le please", 0, 3, "Lena Moreau")).toEqual({ text: "@Lena Moreau please", caret: 13 });
});

describe("whom a text calls", () => {
  test("those whose name stands in it, typed or picked", () => {
    expect(mentionedIn("@Lena Moreau and @한지우님, see a@Lena", everybody, [])).toEqual(["1", "2"]);
  });
  test("of two with one name the one that was picked, else both", () => {
    expect(mentionedIn("@Ada Okafor", everybody, ["4"])).toEqual(["4"]);
    expect(mentionedIn("@Ada Okafor", everybody, [])).toEqual(["3", "4"]);
  });
  test("nobody whose name was taken out again", () => {
    expect(mentionedIn("Ada Okafor", everybody, ["4"])).toEqual([]);
  });
  test("a longer name is not a shorter one", () => {
    const people = [person("a", "Lena"), lena];
    expect(mentionedIn("@Lena Moreau", people, [])).toEqual(["1"]);
    expect(mentionedIn("@Lenard", people, [])).toEqual([]);
  });
});

test("a text falls into pieces that make it up again", () => {
  const text = "a @Lena Moreau@한지우, b";
  const pieces = segmentsOf(text, ["Lena Moreau", "한지우"]);
  expect(pieces.map((piece) => piece.kind)).toEqual(["text", "mention", "mention", "text"]);
  expect(pieces.map((piece) => (piece.kind === "text" ? piece.text : `@${piece.name}`)).join("")).toBe(text);
});
