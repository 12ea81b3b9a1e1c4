import { expect, test } from "vitest";
import { printable } from "./printable";

test.each([
  ["a title for the window", "I-1\u001b]0;pwned\u0007", "I-1\\u{1b}]0;pwned\\u{7}"],
  ["a line of its own", "I-1\nline 3, I-2: imported", "I-1\\u{a}line 3, I-2: imported"],
  ["a turn of direction", "I-1\u202e2-I", "I-1\\u{202e}2-I"],
  ["letters of any script, as they are", "한지호 Ünal 王", "한지호 Ünal 王"],
])("%s", (_name, text, printed) => {
  expect(printable(text)).toBe(printed);
});
