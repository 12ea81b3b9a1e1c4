import { expect, test } from "vitest";
import { addressBlockOf, isAddressBlock, isOrigin, originOf } from "./access";

test.each([
  ["https://www.example.com", "https://www.example.com"],
  [" HTTPS://WWW.Example.com/onboarding?x=1 ", "https://www.example.com"],
  ["http://localhost:3000/", "http://localhost:3000"],
  ["https://example.com:443", "https://example.com"],
  ["www.example.com", null],
  ["ftp://example.com", null],
  ["https://", null],
  ["*", null],
  ["", null],
])("the origin that %j means is %j", (typed, origin) => {
  expect(originOf(typed)).toBe(origin);
  if (origin !== null) expect(isOrigin(origin)).toBe(true);
});

test.each(["https://www.example.com/", "https://WWW.example.com", "https://example.com:443", "null"])("%j is no origin as a browser sends it", (text) => {
  expect(isOrigin(text)).toBe(false);
});

test.each([
  ["203.0.113.0/24", "203.0.113.0/24"],
  [" 203.0.113.7 ", "203.0.113.7/32"],
  ["2001:DB8::/32", "2001:db8::/32"],
  ["2001:db8::1", "2001:db8::1/128"],
  ["::/0", "::/0"],
  ["0.0.0.0/0", "0.0.0.0/0"],
  ["203.0.113.0/33", null],
  ["203.0.113.256/24", null],
  ["203.0.113.07/24", null],
  ["203.0.113/24", null],
  ["2001:db8::/129", null],
  ["2001:db8:::/32", null],
  ["203.0.113.0/24/8", null],
  ["203.0.113.0/", null],
  ["example.com", null],
  ["", null],
])("the block of addresses that %j means is %j", (typed, block) => {
  expect(addressBlockOf(typed)).toBe(block);
  if (block !== null) expect(isAddressBlock(block)).toBe(true);
});
