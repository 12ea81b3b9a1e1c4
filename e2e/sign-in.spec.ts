import { lockSignInFailures, updateSignInFailures } from "@/db/queries/sign-in-failures";
import { env } from "@/lib/env";
import { failureKeys } from "@/lib/services/sign-in-limits";
import { removeMember } from "@/lib/services/remove-member";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";

test("the right e-mail and password lead to where the person wanted to go", async ({ page, cast }) => {
  await page.goto("/queue?sort=-name");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("E-mail").fill(cast.members.agent.email);
  await page.getByLabel("Password").fill(e2e.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/queue\?sort=-name$/);
  await expect(page.getByRole("button", { name: "Review next" })).toBeVisible();
});

test("a wrong password and an unknown e-mail are answered alike, and the e-mail stays", async ({ page, cast }) => {
  await page.goto("/sign-in");
  for (const email of [cast.members.agent.email, "nobody@story.test"]) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("wrong-password-1");
    const answered = page.waitForResponse((response) => response.url().includes("callback/credentials"));
    await page.getByRole("button", { name: "Sign in" }).click();
    expect((await answered).status()).toBe(401);
    await expect(page.getByRole("alert").filter({ hasText: "The e-mail or the password is wrong." })).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password")).toHaveValue("");
  }
});

test("the tenth failure locks the account, and says how long, even for the right password", async ({ page, cast, stage }) => {
  const { email } = cast.members.agent;
  const { account } = failureKeys(env().NEXTAUTH_SECRET, email, null);
  await stage.runtime.db.transaction(async (tx) => {
    const row = await lockSignInFailures(tx, account, new Date());
    await updateSignInFailures(tx, { ...row, failures: 9, blockedUntil: null, lastAt: new Date() });
  });
  await page.goto("/sign-in");
  const tryWith = async (password: string) => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
  };

  await tryWith("wrong-password-1");
  await expect(page.getByRole("alert").filter({ hasText: "No attempt is left" })).toBeVisible();
  await tryWith(e2e.password);
  await expect(page.getByRole("alert").filter({ hasText: "The next one is possible in 15 minutes." })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a form without this browser's token, or without a word on where it comes from, signs nobody in", async ({ page, cast }) => {
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const form = { email: cast.members.agent.email, password: e2e.password, csrfToken, json: "true" };
  const post = (more: Record<string, string>, headers = { origin: e2e.origin }) =>
    page.request.post("/api/auth/callback/credentials", { headers, form: { ...form, ...more }, maxRedirects: 0 });

  for (const answer of [await post({ csrfToken: "another" }), await post({ csrfToken: "another", json: "" }), await post({}, { origin: "https://evil.test" })]) {
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toMatchObject({ errorCode: "forbidden" });
  }
  const silent = await page.request.fetch("/api/auth/callback/credentials", { method: "POST", form });
  expect(silent.status()).toBe(403);
  expect((await page.request.get("/api/me")).status()).toBe(401);
});

test("a browser that keeps no cookies is told so, and not that it is signed in", async ({ page, cast, context }) => {
  await page.route("**/api/auth/callback/credentials", async (route) => {
    await context.clearCookies();
    await route.continue();
  });
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(cast.members.agent.email);
  await page.getByLabel("Password").fill(e2e.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This sign-in was not accepted." })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("an e-mail and a password that nobody can have are answered as any wrong ones", async ({ page }) => {
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  for (const more of [{ email: "a".repeat(300) }, { password: "b".repeat(1_500) }, { json: "" }]) {
    const form = { email: "nobody@story.test", password: "wrong-password-1", csrfToken, json: "true", ...more };
    const answer = await page.request.post("/api/auth/callback/credentials", { headers: { origin: e2e.origin }, form, maxRedirects: 0 });
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toMatchObject({ errorCode: "wrong_credentials", details: { triesLeft: expect.any(Number) } });
  }
});

test("who signs in anew leaves no session behind in that browser", async ({ page, signIn, context }) => {
  await signIn("agent");
  const before = await context.cookies();
  await signIn("viewer");
  expect(await (await page.request.get("/api/me")).json()).toMatchObject({ role: "viewer" });
  await context.addCookies(before);
  expect((await page.request.get("/api/me")).status()).toBe(401);
});

test("a removed member is out at the next click", async ({ page, cast, stage, signIn }) => {
  await signIn("agent");
  await page.goto("/queue");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  const { db, vault, storage } = stage.runtime;
  const actor = { kind: "operator", label: "operator" } as const;
  await removeMember({ db, vault, storage, projectId: cast.projectId, actor, now: new Date(), ipAddress: null }, cast.members.agent.memberId);

  await page.getByRole("link", { name: "Submissions" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await page.request.get("/api/me")).status()).toBe(401);
});

test("signing out ends the session, and its cookie opens nothing any more", async ({ page, signIn, cast, context }) => {
  await signIn("agent");
  await page.goto("/queue");
  const cookies = await context.cookies();
  await page.getByRole("button", { name: `Account of ${cast.members.agent.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);

  await context.addCookies(cookies);
  await page.goto("/queue");
  await expect(page).toHaveURL(/\/sign-in/);
});
