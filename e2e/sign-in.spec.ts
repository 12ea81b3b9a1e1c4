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
