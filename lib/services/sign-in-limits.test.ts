import { expect, test } from "vitest";
import { accountLimit, addressLimit, countFailure, failureKeys, pauseSeconds, secondsLeft } from "./sign-in-limits";

test.each([
  [1, 0],
  [2, 0],
  [3, 1],
  [4, 2],
  [5, 4],
  [9, 64],
  [10, 900],
  [50, 900],
])("after %i failures an account pauses for %i s", (failures, seconds) => {
  expect(pauseSeconds(failures, accountLimit)).toBe(seconds);
});

test.each([
  [20, 0],
  [21, 1],
  [29, 256],
  [30, 900],
])("after %i failures an address pauses for %i s", (failures, seconds) => {
  expect(pauseSeconds(failures, addressLimit)).toBe(seconds);
});

const now = new Date("2026-11-23T05:32:08.000Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test("the pause ends at its instant, and part of a second counts as one", () => {
  const row = countFailure({ key: "k", failures: 4, blockedUntil: null, lastAt: now }, accountLimit, now);
  expect(row).toEqual({ key: "k", failures: 5, blockedUntil: later(4), lastAt: now });
  expect(secondsLeft(row, later(3.001))).toBe(1);
  expect(secondsLeft(row, later(4))).toBe(0);
});

test("after a quiet day an account begins anew", () => {
  const row = { key: "k", failures: 9, blockedUntil: null, lastAt: now };
  expect(countFailure(row, accountLimit, later(86_400)).failures).toBe(10);
  expect(countFailure(row, accountLimit, later(86_401)).failures).toBe(1);
});

test.each([
  ["two addresses of an IPv6 network", "2001:db8:0:1::7", "2001:db8:0:1:ffff::1", true],
  ["an IPv6 address, written short and long", "2001:db8::1", "2001:0DB8:0000:0000:0000:0000:0000:0001", true],
  ["neighbouring IPv6 networks", "2001:db8:0:1::7", "2001:db8:0:2::7", false],
  ["networks whose zeros stand in other places", "1::2:3:4:5:6:7", "1:0:2:3:4:5:6:7", true],
  ["neighbouring IPv4 addresses", "192.0.2.7", "192.0.2.8", false],
  ["an IPv6 address that ends in an IPv4 one, and its network", "64:ff9b::192.0.2.7", "64:ff9b::1", true],
])("%s: that %s and %s share a count is %s", (_name, one, other, isShared) => {
  const keyOf = (address: string) => failureKeys("secret", "mina@example.com", address).address;
  expect(keyOf(one) === keyOf(other)).toBe(isShared);
});

test("keys name neither e-mail nor address, and differ by secret", () => {
  const keys = failureKeys("secret", "mina@example.com", "192.0.2.7");
  expect(JSON.stringify(keys)).not.toMatch(/mina|192/);
  expect(failureKeys("other", "mina@example.com", "192.0.2.7")).not.toEqual(keys);
  expect(failureKeys("secret", "mina@example.com", null).address).toBeNull();
});
