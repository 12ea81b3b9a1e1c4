import { randomUUID } from "node:crypto";
import { test as base, expect, type APIResponse, type BrowserContextOptions, type Page } from "@playwright/test";
import { leaseSchema, type LeaseRef } from "@/lib/contracts/leases";
import { submissionDetailSchema, type SubmissionDetail } from "@/lib/contracts/submissions";
import type { Role } from "@/lib/kyc/roles";
import { e2e } from "./environment";
import { castStory, openStage, type Cast, type Stage, type StoryMember } from "./stage";

/** What a browser says that must never be said: a blocked script, a page that hydrated into something else, an uncaught error. */
const forbidden = /Content Security Policy|Hydration|Minified React error|Refused to/i;

export function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && forbidden.test(message.text())) faults.push(message.text());
  });
  return faults;
}

/** Keys are heard once a page is alive: a page counts as opened when nothing of it is on its way any more. */
function openWhole(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = (url, options) => goto(url, { waitUntil: "networkidle", ...options });
  return page;
}

/** Signs in over the API, as the sign-in page does. */
export async function signInAs(page: Pick<Page, "request">, member: Pick<StoryMember, "email">, origin = e2e.origin): Promise<void> {
  const csrf = await page.request.get(`${origin}/api/auth/csrf`);
  const { csrfToken } = await csrf.json();
  const answer = await page.request.post(`${origin}/api/auth/callback/credentials`, {
    headers: { origin },
    form: { email: member.email, password: e2e.password, csrfToken, json: "true" },
  });
  expect(answer.status(), "signing in by the API").toBe(200);
}

/** A write as the desk's own pages send it. */
export function send(page: Pick<Page, "request">, method: "PATCH" | "POST" | "PUT" | "DELETE", path: string, data: unknown, origin = e2e.origin): Promise<APIResponse> {
  return page.request.fetch(`${origin}${path}`, { method, headers: { origin, "content-type": "application/json" }, data: JSON.stringify(data) });
}

/** Holds a case for a write over the API, taking it from another page of the same person if need be, from another person with a reason. */
export async function hold(page: Pick<Page, "request">, id: string, reason: string | null = null, origin = e2e.origin): Promise<LeaseRef> {
  const holder = randomUUID();
  const answer = await send(page, "POST", `/api/submissions/${id}/lease/take-over`, { holder, reason }, origin);
  expect(answer.status(), "holding a case by the API").toBe(200);
  return { holder, token: leaseSchema.parse(await answer.json()).token };
}

/** The case as the API gives it to whoever is signed in on the page. */
export async function readCase(page: Page, id: string): Promise<SubmissionDetail> {
  const answer = await page.request.get(`/api/submissions/${id}`);
  expect(answer.status()).toBe(200);
  return submissionDetailSchema.parse(await answer.json());
}

interface StoryFixtures {
  cast: Cast;
  /** Signs the test's page in. */
  signIn: (role: Role) => Promise<void>;
  /** Another person at another machine, signed in. */
  another: (role: Role, options?: BrowserContextOptions) => Promise<Page>;
  watched: undefined;
}

/** For stories that open no page. */
export const stageTest = base.extend<object, { stage: Stage }>({
  stage: [
    async ({}, use) => {
      const stage = await openStage();
      await use(stage);
      await stage.runtime.close();
    },
    { scope: "worker" },
  ],
});

export const test = stageTest.extend<StoryFixtures>({
  page: async ({ page }, use) => use(openWhole(page)),

  cast: async ({ stage }, use) => use(await castStory(stage)),

  signIn: async ({ page, cast }, use) => use((role) => signInAs(page, cast.members[role])),

  another: async ({ browser, cast }, use) => {
    const faults: string[][] = [];
    await use(async (role, options) => {
      const context = await browser.newContext(options);
      const page = openWhole(await context.newPage());
      faults.push(watch(page));
      await signInAs(page, cast.members[role]);
      return page;
    });
    expect(faults.flat()).toEqual([]);
  },

  watched: [
    async ({ page }, use) => {
      const faults = watch(page);
      await use(undefined);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
