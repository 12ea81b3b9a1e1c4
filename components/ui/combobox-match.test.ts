import { expect, test } from "vitest";
import { exactOption, matchingOptions } from "./combobox-match";

const options = [
  { value: "AUT", label: "Austria" },
  { value: "CIV", label: "Côte d’Ivoire" },
  { value: "IRN", label: "Iran" },
  { value: "IRQ", label: "Iraq" },
  { value: "KOR", label: "South Korea" },
  { value: "PRK", label: "North Korea" },
];

test.each([
  ["a code", "irn", "IRN"],
  ["a name", " Iran ", "IRN"],
  ["code and name, as the input shows them", "IRN Iran", "IRN"],
  ["a name without its accents", "cote d’ivoire", "CIV"],
])("%s is the option itself", (_name, text, value) => {
  expect(exactOption(options, text)?.value).toBe(value);
});

test.each(["", "Ira", "Korea", "Irann"])("%j names no option exactly", (text) => {
  expect(exactOption(options, text)).toBeNull();
});

test("codes stand before names, and starts of words before what is inside them", () => {
  expect(matchingOptions(options, "ko").map((option) => option.value)).toEqual(["KOR", "PRK"]);
  expect(matchingOptions(options, "ir").map((option) => option.value)).toEqual(["IRN", "IRQ", "CIV"]);
  expect(matchingOptions(options, "aut").map((option) => option.value)).toEqual(["AUT"]);
});

test("a decomposed Hangul syllable finds the composed one", () => {
  expect(matchingOptions([{ value: "KOR", label: "대한민국" }], "대한".normalize("NFD"))).toHaveLength(1);
});

test("another name finds an option, and the label is what is shown", () => {
  const [iran] = matchingOptions([{ value: "IRN", label: "Iran", aliases: ["이란"] }], "이란");
  expect(iran?.label).toBe("Iran");
  expect(exactOption([{ value: "IRN", label: "Iran", aliases: ["이란"] }], "이란")?.value).toBe("IRN");
});
