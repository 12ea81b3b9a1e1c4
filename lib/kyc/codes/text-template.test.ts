import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftOf, fill, maxPlaceholders, parseTemplate, placeholderLimit, placeholdersOf, unfilledIn } from "./text-template";

describe("a template", () => {
  test.each([
    ["no hole", "Send it again.", []],
    ["each hole once, in the order of the text", "{b} and {a} and {b}", ["b", "a"]],
    ["a name with spaces around it is the name", "By { due date }.", ["due date"]],
    ["names of other scripts", "{기한}까지 {서류}를 보내세요.", ["기한", "서류"]],
    ["one name in two spellings is one hole", "{Date} {date}", ["Date"]],
    ["one name in two Unicode forms is one hole", `{${"é".normalize("NFC")}} {${"é".normalize("NFD")}}`, ["é"]],
    ["doubled braces are no hole", "{{name}}", []],
    ["a hole within doubled braces", "{{{name}}}", ["name"]],
  ])("%s", (_name, body, names) => {
    expect(placeholdersOf(body)).toEqual(names);
  });

  test.each([
    ["a brace that is not closed", "by {date", "unclosed"],
    ["a brace within a hole", "{a{b}}", "unclosed"],
    ["a brace that was not opened", "by date}", "unopened"],
    ["a hole without a name", "by {}", "no_name"],
    ["a hole of spaces", "by { }", "no_name"],
    ["a name over two lines", "by {due\ndate}", "no_name"],
    ["a name that is too long", `{${"n".repeat(placeholderLimit + 1)}}`, "name_too_long"],
    ["too many holes", Array.from({ length: maxPlaceholders + 1 }, (_, index) => `{n${index}}`).join(), "too_many"],
  ])("%s is a fault", (_name, body, fault) => {
    expect(parseTemplate(body)).toEqual({ fault });
  });

  test("at the limits it is none", () => {
    expect(placeholdersOf(`{${"n".repeat(placeholderLimit)}}`)).toHaveLength(1);
    expect(placeholdersOf(Array.from({ length: maxPlaceholders }, (_, index) => `{n${index}}`).join())).toHaveLength(maxPlaceholders);
  });
});

describe("a text made of it", () => {
  test("has single braces where they were doubled, and its holes as their first mention spells them", () => {
    expect(draftOf("{{x}} {Date} { date }")).toEqual({ text: "{x} {Date} {Date}", placeholders: ["Date"] });
  });

  test("names what is not filled, and only names that are asked for", () => {
    expect(unfilledIn("by { DATE }, {x}, {other}", ["date", "Date", "x", "y"])).toEqual(["date", "x"]);
    expect(unfilledIn("a plain text", ["date"])).toEqual([]);
  });

  test("is filled where there is a value; a blank one fills nothing", () => {
    expect(fill("by {date}, {x}, {y}", { Date: " 1 May ", x: "  " })).toBe("by 1 May, {x}, {y}");
  });

  test("a value that looks like a hole stays what it is", () => {
    expect(fill("{a} {b}", { a: "{b}", b: "two" })).toBe("{b} two");
  });

  test("a value may hold what a replacement would take for a sign", () => {
    expect(fill("{a}", { a: "$& $1 $$" })).toBe("$& $1 $$");
  });

  test("once every hole has a value without braces, nothing is left unfilled", () => {
    const word = fc.stringMatching(/^[a-z가-힣]{1,8}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(word.map((name) => `{${name}}`), word, fc.constantFrom("{{", "}}", " ")), { maxLength: 9 }), word, (pieces, value) => {
        const { text, placeholders } = draftOf(pieces.join(""));
        const filled = fill(text, Object.fromEntries(placeholders.map((name) => [name, value])));
        // A name between literal braces is no hole, but reads like one: those alone may be left.
        const literal = unfilledIn(pieces.join("").replace(/\{\{/g, "«").replace(/\}\}/g, "»").replace(/\{[^{}]*\}/g, value).replace(/«/g, "{").replace(/»/g, "}"), placeholders);
        expect(unfilledIn(filled, placeholders).filter((name) => !literal.includes(name))).toEqual([]);
      }),
    );
  });
});
