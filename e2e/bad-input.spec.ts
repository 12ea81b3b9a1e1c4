import { randomUUID } from "node:crypto";
import { e2e } from "./environment";
import { expect, hold, readCase, send, test } from "./fixtures";

test("no request is answered with a 500, whatever stands in it", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("admin");
  const lease = await hold(page, id);
  const fields = `/api/submissions/${id}/fields`;
  const headers = { origin: e2e.origin, "content-type": "application/json" };
  const raw = (method: string, path: string, data: string | Buffer) => page.request.fetch(path, { method, headers, data });

  const refused: [string, Promise<{ status(): number }>, number][] = [
    ["a body that is not JSON", raw("PATCH", fields, "{version:1"), 400],
    ["an empty body", raw("PATCH", fields, ""), 400],
    ["lists in lists, 60,000 brackets", raw("PATCH", fields, "[".repeat(30_000) + "]".repeat(30_000)), 400],
    ["objects in objects without an end", raw("PUT", "/api/settings/policy", `{"a":`.repeat(10_000) + "1" + "}".repeat(10_000)), 400],
    ["bytes that are no text", raw("PATCH", fields, Buffer.from([0xff, 0xfe, 0x00, 0xd8])), 400],
    ["a list for an object", send(page, "PATCH", fields, []), 400],
    ["a version that is no number", send(page, "PATCH", fields, { version: "one", lease, fields: {} }), 400],
    ["a lease that is none", send(page, "PATCH", fields, { version: 1, lease: { holder: "me", token: 1 }, fields: {} }), 400],
    ["a field that there is not", send(page, "PATCH", fields, { version: 1, lease, fields: { shoeSize: "43" } }), 400],
    ["a day that does not exist", send(page, "PATCH", fields, { version: 1, lease, fields: { birthDate: "2026-02-30" } }), 400],
    ["a name of 10,000 characters", send(page, "PATCH", fields, { version: 1, lease, fields: { fullName: "a".repeat(10_000) } }), 400],
    ["a name of a million characters", send(page, "PATCH", fields, { version: 1, lease, fields: { fullName: "a".repeat(1_000_000) } }), 413],
    ["a null character", send(page, "PATCH", fields, { version: 1, lease, fields: { fullName: "a\u0000b" } }), 400],
    ["half a surrogate", send(page, "PATCH", fields, { version: 1, lease, fields: { fullName: "a\ud800b" } }), 400],
    ["a country that there is not", send(page, "PATCH", fields, { version: 1, lease, fields: { issuingCountry: "ZZZ" } }), 400],
    ["an id that is no UUID", page.request.get("/api/submissions/42"), 400],
    ["an id of nobody", page.request.get(`/api/submissions/${randomUUID()}`), 404],
    ["a picture that there is not", page.request.get(`/api/submissions/${id}/images/selfieImage`), 404],
    ["a kind of picture that there is not", page.request.get(`/api/submissions/${id}/images/passwd`), 400],
    ["a code that there is not", send(page, "POST", `/api/submissions/${id}/decision`, { outcome: "rejected", version: 1, lease, codes: ["nope"], otherText: null, fields: {}, confirmedHits: [] }), 422],
    ["a policy out of range", send(page, "PUT", "/api/settings/policy", { version: 1, options: { ageLimit: 12, blacklistCountries: ["XX"], rejectedPeriodDays: -1, timeZone: "Mars" }, reason: null }), 400],
    ["a member who is nobody", send(page, "DELETE", `/api/settings/members/${randomUUID()}`, {}), 404],
    ["an audit page before nothing", page.request.get("/api/audit?before=-1"), 400],
    ["an audit page up to the last day of all", page.request.get("/api/audit?to=9999-12-31"), 400],
    ["an audit page from the year nought", page.request.get("/api/audit?from=0000-01-01"), 400],
    ["an export from before there were logs", page.request.get("/api/audit/export?from=0050-06-01"), 400],
    ["an address that is too long to be an id", page.request.get(`/api/submissions/${"4".repeat(10_000)}`), 400],
    ["a search of 10,000 characters", page.request.get(`/api/submissions?scope=all&q=${"a".repeat(10_000)}`), 200],
    ["an address that the API does not have", page.request.get("/api/nothing/at/all"), 404],
    ["a method that the address does not have", send(page, "DELETE", "/api/settings/policy", {}), 405],
    ["a method that only servers' own tests use", page.request.fetch("/api/me", { method: "TRACE" }), 400],
    ["a method of file servers", page.request.fetch("/api/me", { method: "PROPFIND" }), 400],
    ["a body of another kind", page.request.fetch(fields, { method: "PATCH", headers: { ...headers, "content-type": "text/xml" }, data: "<a/>" }), 400],
    ["a form where JSON belongs", page.request.fetch(fields, { method: "PATCH", headers: { origin: e2e.origin }, form: { version: 1 } }), 400],
    ["JSON where a form belongs", send(page, "POST", "/api/auth/callback/credentials", { email: "a@b.test" }), 400],
    ["a language of 5,000 letters", page.request.get("/queue", { headers: { "accept-language": "a".repeat(5_000) } }), 200],
    ["a cookie of nonsense", page.request.get("/api/me", { headers: { cookie: "verdict.session=%%%; =; ;;" } }), 401],
  ];
  for (const [what, answer, status] of refused) expect((await answer).status(), what).toBe(status);
  expect((await readCase(page, id)).version).toBe(1);
});

test("a name of 10,000 characters is refused where it is typed, in words, and stays there", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const name = "a".repeat(10_000);
  await page.getByLabel("Full name").fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Shorten this to 200 characters.")).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue(name);
  expect((await readCase(page, id)).version).toBe(1);
});

test("a write from another site is refused", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  const elsewhere: Record<string, string>[] = [{ origin: "https://evil.test" }, { "sec-fetch-site": "cross-site" }];
  for (const headers of elsewhere) {
    const answer = await page.request.post(`/api/submissions/${id}/decision`, { headers, data: { outcome: "approved", version: 1 } });
    expect(answer.status()).toBe(403);
  }
  expect((await readCase(page, id)).status).toBe("pending");
});

test("HTML in a name is text, in the queue and on the case", async ({ page, cast, signIn }) => {
  const name = '<img src=x onerror="document.title=1"><b>Bold</b>';
  const id = await cast.addCase({ fields: { fullName: name } });
  await signIn("agent");
  await page.goto("/queue");
  await expect(page.getByRole("link", { name })).toBeVisible();
  await page.goto(`/submissions/${id}`);
  await expect(page.getByText(name).first()).toBeVisible();
  await expect(page.locator("b", { hasText: "Bold" })).toHaveCount(0);
  await expect(page).not.toHaveTitle("1");
});

test("an address of nothing is a page that says so, never a blank one", async ({ page, signIn }) => {
  await signIn("agent");
  for (const path of ["/submissions/42", `/submissions/${randomUUID()}`, "/no-such-page"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("link", { name: /queue/i }).last()).toBeVisible();
  }
});

test("nobody who is not signed in reads anything", async ({ page, cast }) => {
  const id = await cast.addCase();
  for (const path of ["/api/me", "/api/submissions", `/api/submissions/${id}`, `/api/submissions/${id}/images/idImage`, "/api/audit", "/api/settings/policy", "/api/settings/checks"])
    expect((await page.request.get(path)).status(), path).toBe(401);
  for (const path of ["/queue", "/submissions", `/submissions/${id}`, "/settings/policy", "/settings/checks", "/settings/members", "/audit"]) {
    await page.goto(path);
    await expect(page, path).toHaveURL(/\/sign-in/);
  }
});
