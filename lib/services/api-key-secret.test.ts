import { expect, test } from "vitest";
import { isRightSecret, makeApiKey, parseApiKey, storedKey } from "./api-key-secret";

test("a key opens with its own secret and with no other", () => {
  const [key, other] = [makeApiKey(), makeApiKey()];
  const parsed = parseApiKey(key.text);
  expect(parsed?.prefix).toBe(key.prefix);
  expect(isRightSecret(parsed?.secret ?? "", key.secretHash)).toBe(true);
  expect(isRightSecret(parsed?.secret ?? "", other.secretHash)).toBe(false);
  expect(isRightSecret(parsed?.secret ?? "", null)).toBe(false);
});

test("what is stored of a key does not hold its secret", () => {
  const key = makeApiKey();
  expect(key.secretHash.toString("latin1")).not.toContain(parseApiKey(key.text)?.secret);
  expect(storedKey(key.text)).toEqual(key);
});

test.each(["", "vk_", "vk_0123456789ab_short", `vk_0123456789AB_${"a".repeat(43)}`, `${makeApiKey().text} `, `x${makeApiKey().text}`])("%j is no key", (text) => {
  expect(parseApiKey(text)).toBeNull();
  expect(() => storedKey(text)).toThrow(RangeError);
});
