import { expect, test } from "vitest";
import { digitOf, keyOf } from "./key-of";

test.each([
  ["a Latin letter as it is", { key: "e", code: "KeyE" }, "e"],
  ["with caps lock", { key: "E", code: "KeyE" }, "e"],
  ["another Latin layout by what it writes", { key: "a", code: "KeyQ" }, "a"],
  ["Hangul by the place of the key", { key: "ㄷ", code: "KeyE" }, "e"],
  ["an input method that hides the key", { key: "Process", code: "KeyR" }, "r"],
  ["a sign", { key: "?", code: "Slash" }, "?"],
  ["a digit of the number pad", { key: "3", code: "Numpad3" }, "3"],
  ["a digit under an input method", { key: "Process", code: "Digit4" }, "4"],
  ["a sign under an input method", { key: "Process", code: "BracketLeft" }, "["],
  ["a sign with Shift under an input method", { key: "Process", code: "Slash", shiftKey: true }, "?"],
  ["Hangul with Shift", { key: "ㅃ", code: "KeyQ", shiftKey: true }, "q"],
  ["a sign of another layout as it is written", { key: "+", code: "BracketRight" }, "+"],
  ["a named key", { key: "Escape", code: "Escape" }, "Escape"],
])("%s", (_name, press, key) => {
  expect(keyOf(press)).toBe(key);
});

test("only digits are number keys", () => {
  expect(digitOf({ key: "0", code: "Digit0" })).toBe(0);
  expect(digitOf({ key: "!", code: "Digit1" })).toBeNull();
  expect(digitOf({ key: "a", code: "KeyA" })).toBeNull();
});
