import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LeaseHolder } from "@/lib/contracts/leases";
import { createCaseLease, type LeaseView } from "./case-lease";
import { headFor } from "./leases";

const id = "5f0c8a52-51cf-4b4b-8a4e-6a2d6f8f8f10";
const other = "5f0c8a52-51cf-4b4b-8a4e-6a2d6f8f8f11";
const holder: LeaseHolder = { memberId: "1f0c8a52-51cf-4b4b-8a4e-6a2d6f8f8f10", memberName: "Ada", isOwn: false, claimedAt: "2026-11-25T09:00:00.000Z", expiresAt: "2026-11-25T09:02:00.000Z" };

/** What the server would answer, in the order it is asked; `sent` is what it was asked, `beacons` what it was told. */
const answers: (() => Response | Promise<Response>)[] = [];
let sent: string[] = [];
let beacons: string[] = [];

const granted = (token: number, submissionId = id) => () => Response.json({ submissionId, token, expiresAt: holder.expiresAt });
const refused = (errorCode: string, details?: object) => () => Response.json({ errorCode, message: "No.", details }, { status: 409 });
const settled = () => vi.waitFor(() => expect(answers).toEqual([]));

beforeEach(() => {
  [sent, beacons] = [[], []];
  answers.length = 0;
  vi.stubGlobal("fetch", (url: string, { method }: RequestInit) => {
    sent.push(`${method ?? "GET"} ${url.replace("/api/submissions/", "")}`);
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(answer());
  });
  vi.stubGlobal("navigator", { sendBeacon: (url: string) => beacons.push(url.replace("/api/submissions/", "")) > 0 });
});
afterEach(() => vi.unstubAllGlobals());

function open(submissionId = id) {
  const views: LeaseView[] = [];
  const read = vi.fn();
  return { lease: createCaseLease(submissionId, (view) => views.push(view), read), views, read, view: () => views.at(-1) };
}

test("a case is taken once, however many ask for it, and writes bring its token", async () => {
  const { lease, views } = open();
  answers.push(granted(7));
  const [first, second] = await Promise.all([lease.ref(), lease.ref(), lease.take()]);
  expect(first).toEqual(second);
  expect(first.token).toBe(7);
  expect(sent).toEqual([`POST ${id}/lease`]);
  expect(views.map(({ state }) => state)).toEqual(["taking", "held"]);
});

test("a case that another holds is told with who it is, and is not asked for again by itself", async () => {
  const { lease, view, read } = open();
  answers.push(refused("held", { holder }));
  await expect(lease.take()).rejects.toMatchObject({ errorCode: "held" });
  expect(view()).toEqual({ state: "elsewhere", holder });
  expect(read).toHaveBeenCalledOnce();
  await lease.renew();
  expect(sent).toHaveLength(1);
  lease.look(null);
  expect(view()).toEqual({ state: "elsewhere", holder: null });
});

test("a lease that was lost lets no write through until the case is taken again", async () => {
  const { lease, view } = open();
  answers.push(granted(1), refused("lease_lost", { holder }));
  await lease.take();
  await lease.renew();
  expect(view()).toEqual({ state: "lost", holder });
  await expect(lease.ref()).rejects.toMatchObject({ errorCode: "lease_lost" });
  answers.push(granted(3));
  await lease.take();
  expect([view()?.state, (await lease.ref()).token]).toEqual(["held", 3]);
});

test("a server that cannot be reached takes nothing away", async () => {
  const { lease, view } = open();
  answers.push(granted(1));
  await lease.take();
  await lease.renew();
  expect(view()?.state).toBe("held");
});

test("a takeover that is refused leaves everything as it was", async () => {
  const { lease, view } = open();
  answers.push(refused("held", { holder }), () => Response.json({ errorCode: "forbidden", message: "No." }, { status: 403 }));
  await expect(lease.take()).rejects.toThrow();
  await expect(lease.takeOver("Off sick")).rejects.toMatchObject({ status: 403 });
  expect(view()).toEqual({ state: "elsewhere", holder });
  answers.push(granted(9));
  await lease.takeOver("Off sick");
  expect((await lease.ref()).token).toBe(9);
});

test("a case that is left is freed at once, and on the way to the reserved one only when that is taken", async () => {
  const first = open();
  answers.push(granted(1));
  await first.lease.take();
  first.lease.leave();
  await vi.waitFor(() => expect(beacons).toEqual([`${id}/lease/release`]));

  answers.push(granted(2));
  await first.lease.take();
  headFor(other);
  first.lease.leave();
  expect(beacons).toHaveLength(1);
  const next = open(other);
  answers.push(granted(1, other));
  await next.lease.take();
  await settled();
  await vi.waitFor(() => expect(beacons).toEqual([`${id}/lease/release`, `${id}/lease/release`]));
});
