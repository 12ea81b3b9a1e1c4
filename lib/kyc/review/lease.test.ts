import { describe, expect, test } from "vitest";
import { isHeld, isLive, leaseEnd, leaseSeconds, permitsWrite, renewSeconds, type LeaseState } from "./lease";

const now = new Date("2026-11-23T05:32:08.123Z");
const claim = { memberId: "m", holder: "h", token: 3 };
const held: LeaseState = { leaseToken: 3, leaseMemberId: "m", leaseHolder: "h", leaseIsSoft: false, leaseExpiresAt: leaseEnd(now) };
const free: LeaseState = { leaseToken: 3, leaseMemberId: null, leaseHolder: null, leaseIsSoft: false, leaseExpiresAt: null };
const at = (ms: number) => new Date(now.getTime() + ms);

test("three renewals may be lost before a lease is", () => {
  expect(renewSeconds * 4).toBeLessThanOrEqual(leaseSeconds);
});

describe("a lease", () => {
  test.each<[string, LeaseState, Date, boolean, boolean]>([
    ["that nobody has", free, now, false, false],
    ["a millisecond before its end", held, at(leaseSeconds * 1000 - 1), true, true],
    ["at its end", held, at(leaseSeconds * 1000), false, false],
    ["that is a reservation", { ...held, leaseIsSoft: true }, now, true, false],
  ])("%s", (_name, lease, when, live, isWorkedOn) => {
    expect(isLive(lease, when)).toBe(live);
    expect(isHeld(lease, when)).toBe(isWorkedOn);
  });
});

describe("a write", () => {
  test.each<[string, LeaseState, Date, boolean]>([
    ["by the lease that stands", held, now, true],
    ["after its end", held, at(leaseSeconds * 1000), false],
    ["on a reservation", { ...held, leaseIsSoft: true }, now, false],
    ["by an older token", { ...held, leaseToken: 4 }, now, false],
    ["by another page of the same person", { ...held, leaseHolder: "other" }, now, false],
    ["by another person", { ...held, leaseMemberId: "other" }, now, false],
    ["by a lease that was freed", free, now, false],
  ])("%s", (_name, lease, when, allowed) => {
    expect(permitsWrite(lease, claim, when)).toBe(allowed);
  });
});
