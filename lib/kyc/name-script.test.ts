import { expect, test } from "vitest";
import { isNameEditable, nameScript } from "./name-script";

test.each([
  ["Anna Maria Eriksson", "latin"],
  ["Birutė Basanavičienė", "latin"],
  ["O’Brien-Nuñez", "latin"],
  ["Oleksandra ʼKravets", "latin"],
  ["Noe\u0308l", "latin"],
  ["김하늘", "hangul"],
  ["김하늘 (金하늘)", "hangul"],
  ["김철수(金哲洙)", "hangul"],
  ["김철수（金哲洙）", "hangul"],
  ["KIM 하늘", "hangul"],
  ["(金哲洙) 김철수", "other"],
  ["Kim (金)", "other"],
  ["김철수 金", "other"],
  ["金哲洙", "other"],
  ["山田 太郎", "other"],
  ["やまだ", "other"],
  ["Иван Петров", "other"],
  ["محمد", "other"],
  ["Ivan Пetrov", "other"],
  ["12-34", "latin"],
])("%s is %s", (name, script) => {
  expect(nameScript(name)).toBe(script);
  expect(isNameEditable(name)).toBe(script !== "other");
});

test("a name that is not known may be entered", () => {
  expect(isNameEditable(null)).toBe(true);
});
