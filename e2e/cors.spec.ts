import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";
import { castStory } from "./stage";

/** A website of a client's: an empty page on an origin of its own. */
let site: Server;
let siteOrigin = "";

test.beforeAll(async () => {
  site = createServer((_request, response) => response.setHeader("content-type", "text/html").end("<!doctype html><title>Shop</title>"));
  await once(site.listen(0, "127.0.0.1"), "listening");
  siteOrigin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});

test.afterAll(async () => {
  site.closeAllConnections();
  await new Promise((resolve) => site.close(resolve));
});

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
      return answer === null ? null : { status: answer.status, body: (await answer.json()) as { message?: string }, retryAfter: answer.headers.get("retry-after") };
    },
    { url: `${e2e.origin}/v3/submission/step1`, key, headers },
  );
}

test("a page of an origin that the policy names posts multipart and reads the answer, a refusal included", async ({ page, cast }) => {
  const key = await cast.addApiKey({ corsOrigins: [siteOrigin] });
  await page.goto(siteOrigin);
  const answer = await postStep1(page, key, { "idempotency-key": "order-1" });
  expect(answer?.status).toBeGreaterThanOrEqual(400);
  expect(answer?.status).toBeLessThan(500);
  expect(answer?.body.message).toMatch(/\w/);
  expect(answer?.body.message).not.toBe("Forbidden");
  expect(await postStep1(page, "sesame")).toMatchObject({ status: 403, body: { message: "Forbidden" } });
});

test("a page that is told to come later can read when", async ({ page, cast }) => {
  const key = await cast.addApiKey({ corsOrigins: [siteOrigin], requestsPerMinute: 1 });
  await page.goto(siteOrigin);
  await postStep1(page, key);
  const limited = await postStep1(page, key);
  expect(limited?.status).toBe(429);
  expect(Number(limited?.retryAfter)).toBeGreaterThanOrEqual(1);
});

test("a page of another origin may not even send, and a page of another project's origin may not read", async ({ page, cast, stage }) => {
  const key = await cast.addApiKey({ corsOrigins: ["https://shop.example"] });
  // `localhost` is another origin than `127.0.0.1`, and no policy names it.
  await page.goto(siteOrigin.replace("127.0.0.1", "localhost"));
  expect(await postStep1(page, key)).toBeNull();

  const neighbour = await castStory(stage);
  await neighbour.addApiKey({ corsOrigins: [siteOrigin] });
  await page.goto(siteOrigin);
  expect(await postStep1(page, key)).toBeNull();
});
