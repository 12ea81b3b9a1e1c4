import type { Page } from "@playwright/test";
import { openClientSite, type ClientSite } from "./client-site";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";
import { castStory } from "./stage";

let site: ClientSite;

test.beforeAll(async () => {
  site = await openClientSite();
});

test.afterAll(() => site.close());

/** Posts Step 1 from within the page as a client's script does; `null` when the browser keeps the answer from the page. */
function postStep1(page: Page, key: string, headers: Record<string, string> = {}) {
  return page.evaluate(
    async ({ url, key, headers }) => {
      const form = new FormData();
      form.append("issuingCountry", "KOR");
      form.append("email", "applicant@example.com");
      form.append("idType", "passport");
      form.append("idImage", new Blob(["no picture"], { type: "image/png" }), "passport.png");
      const answer = await fetch(url, { method: "POST", headers: { "x-api-key": key, ...headers }, body: form }).catch(() => null);
      return answer === null ? null : { status: answer.status, body: (await answer.json()) as { errorCode?: string; message?: string }, retryAfter: answer.headers.get("retry-after") };
    },
    { url: `${e2e.origin}/v3/submission/step1`, key, headers },
  );
}

test("a page of an origin that the policy names posts multipart and reads the answer, a refusal included", async ({ page, cast }) => {
  const key = await cast.addApiKey({ corsOrigins: [site.origin] });
  await page.goto(site.origin);
  expect(await postStep1(page, key, { "idempotency-key": "order-1" })).toMatchObject({ status: 400, body: { errorCode: "invalid_id_image" } });
  expect(await postStep1(page, "sesame")).toMatchObject({ status: 403, body: { message: "Forbidden" } });
});

test("a page that is told to come later can read when", async ({ page, cast }) => {
  const key = await cast.addApiKey({ corsOrigins: [site.origin], requestsPerMinute: 1 });
  await page.goto(site.origin);
  await postStep1(page, key);
  const limited = await postStep1(page, key);
  expect(limited?.status).toBe(429);
  expect(Number(limited?.retryAfter)).toBeGreaterThanOrEqual(1);
});

test("a page of another origin may not even send, and a page of another project's origin may not read", async ({ page, cast, stage }) => {
  const key = await cast.addApiKey({ corsOrigins: ["https://shop.example"] });
  // `localhost` is another origin than `127.0.0.1`, and no policy names it.
  await page.goto(site.origin.replace("127.0.0.1", "localhost"));
  expect(await postStep1(page, key)).toBeNull();

  const neighbour = await castStory(stage);
  await neighbour.addApiKey({ corsOrigins: [site.origin] });
  await page.goto(site.origin);
  expect(await postStep1(page, key)).toBeNull();
});
