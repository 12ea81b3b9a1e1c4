import { expect, test } from "./fixtures";

test("every page has a policy with a nonce of its own, and may be framed by nobody", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("admin");
  const nonces = new Set<string>();
  for (const path of ["/queue", "/submissions", `/submissions/${id}`, "/settings/policy", "/settings/members", "/audit", "/no-such-page", "/icon.svg-and-more"]) {
    const headers = (await page.goto(path))?.headers() ?? {};
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).toContain("object-src 'none'");
    expect(policy.match(/script-src [^;]*/)?.[0], path).not.toMatch(/unsafe-inline|unsafe-eval/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBe("same-origin");
    expect(headers["permissions-policy"], path).toContain("camera=()");
    expect(headers["x-powered-by"], path).toBeUndefined();
    // A page whose scripts were blocked would never count what waits.
    await expect(page.getByRole("heading").first()).toBeVisible();
  }
  expect(nonces.size).toBe(8);
  expect(nonces).not.toContain("");
});

test("answers of the API are data that no cache keeps", async ({ page, signIn }) => {
  await signIn("agent");
  const headers = (await page.request.get("/api/submissions?scope=queue")).headers();
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["cache-control"]).toContain("no-store");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test("answers of the public API are data that no cache keeps, wherever the call comes from", async ({ request }) => {
  for (const path of ["/v3/submission/step1", "/v3/no/such/address"]) {
    const answer = await request.post(path, { headers: { origin: "https://elsewhere.test", "sec-fetch-site": "cross-site" }, maxRedirects: 0 });
    expect([answer.status(), await answer.json()], path).toEqual([403, { message: "Forbidden" }]);
    const headers = answer.headers();
    expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["set-cookie"]).toBeUndefined();
  }
  const unreadable = await request.get("/v3/submission/%ff", { maxRedirects: 0 });
  expect([unreadable.status(), (await unreadable.json()).message]).toEqual([400, "The address is not readable."]);
});

test("the session's cookie is kept from scripts and from other sites", async ({ signIn, context }) => {
  await signIn("agent");
  const session = (await context.cookies()).find((cookie) => cookie.name.includes("session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});
