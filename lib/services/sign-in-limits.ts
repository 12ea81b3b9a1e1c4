import "server-only";
import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";
import type { SignInFailures } from "@/db/queries/sign-in-failures";

/** How many failures in a row cost nothing, and how long the row is remembered after the last. */
export interface SignInLimit {
  free: number;
  lockedFrom: number;
  rememberedSeconds: number;
}

/** Of one account: the third failure costs a second, each further one twice as much, the tenth locks. */
export const accountLimit: SignInLimit = { free: 2, lockedFrom: 10, rememberedSeconds: 24 * 60 * 60 };

/** Of one address, which an office may share: from the 21st failure on, locked at the 30th. */
export const addressLimit: SignInLimit = { free: 20, lockedFrom: 30, rememberedSeconds: 60 * 60 };

export const lockOutSeconds = 15 * 60;

/** Seconds until the next try, after so many failures in a row. */
export function pauseSeconds(failures: number, { free, lockedFrom }: SignInLimit): number {
  if (failures <= free) return 0;
  return failures >= lockedFrom ? lockOutSeconds : Math.min(2 ** (failures - free - 1), lockOutSeconds);
}

/** The row after one more failure at `now`; a row that was quiet for long enough begins anew. */
export function countFailure(row: SignInFailures, limit: SignInLimit, now: Date): SignInFailures {
  const forgotten = now.getTime() - row.lastAt.getTime() > limit.rememberedSeconds * 1000;
  const failures = forgotten ? 1 : row.failures + 1;
  const pause = pauseSeconds(failures, limit);
  return { ...row, failures, blockedUntil: pause === 0 ? null : new Date(now.getTime() + pause * 1000), lastAt: now };
}

/** Whole seconds, rounded up, that a pause still lasts; 0 when there is none. */
export function secondsLeft(row: SignInFailures, now: Date): number {
  return row.blockedUntil === null ? 0 : Math.max(0, Math.ceil((row.blockedUntil.getTime() - now.getTime()) / 1000));
}

/** The first 64 bits of an IPv6 address: whoever has one has the whole network, and an address for each guess. IPv4 stays. */
function networkOf(ipAddress: string): string {
  if (!isIPv6(ipAddress)) return ipAddress;
  const [left = [], right = []] = new URL(`http://[${ipAddress}]`).hostname.slice(1, -1).split("::").map((half) => half.split(":").filter(Boolean));
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** Keys of the failures table: keyed hashes, so that the table tells no e-mail and no address. IPv6 counts by network (/64). */
export function failureKeys(secret: string, email: string, ipAddress: string | null): { account: string; address: string | null } {
  const keyOf = (text: string) => createHmac("sha256", secret).update(`sign-in:${text}`).digest("base64url");
  return { account: keyOf(`account:${email}`), address: ipAddress === null ? null : keyOf(`address:${networkOf(ipAddress)}`) };
}
