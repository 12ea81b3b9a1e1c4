import AxeBuilder from "@axe-core/playwright";
import { env } from "@/lib/env";
import { apiClient } from "./intake-client";
import { expect, signInAs, test } from "./fixtures";
import { startSecondDesk } from "./second-desk";

test("a lead sees every engine, which options need it, and the thresholds", async ({ page, signIn }) => {
  await signIn("lead");
  await page.goto("/queue");
  await page.getByRole("link", { name: "Checks" }).click();
  await expect(page.getByText("11 of 11 engines configured")).toBeVisible();
  const rows = page.getByRole("table", { name: "Engines" }).getByRole("row");
  await expect(rows).toHaveCount(12);
  await expect(rows.filter({ hasText: "Bank transfer" })).toContainText("Bank account check (1 won)");
  await expect(page.getByText("Faces: at this or under it, the faces do not match.")).toBeVisible();
  await expect(page.getByText("No engine is configured")).toBeHidden();
  await expect(page.getByText("Times are in Asia/Seoul.")).toBeVisible();
});

test("an engine that was asked shows that it answers, when it did and how fast", async ({ page, stage, cast, signIn }) => {
  const client = await apiClient(stage, cast);
  expect((await client.step1()).status).toBe(200);
  await signIn("lead");
  await page.goto("/settings/checks");
  const row = page.getByRole("row").filter({ has: page.getByRole("cell", { name: "MRZ", exact: true }) });
  await expect(row).toContainText("Answers");
  await expect(row).toContainText(/\d+ \/ \d+/);
  await expect(row).toContainText(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/);
});

test("a desk without an engine says what that means and how one is configured", async ({ page, cast }) => {
  test.slow();
  const desk = await startSecondDesk(env().DATABASE_URL);
  try {
    await signInAs(page, cast.members.admin, desk.origin);
    await page.goto(`${desk.origin}/settings/checks`);
    await expect(page.getByText("0 of 11 engines configured")).toBeVisible();
    await expect(page.getByRole("heading", { name: "No engine is configured" })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: "Forensics" })).toContainText("Not configured");
    await expect(page.getByRole("cell", { name: "ENGINE_FORENSICS_URL" })).toBeVisible();
    expect((await new AxeBuilder({ page }).include("main").analyze()).violations).toEqual([]);
  } finally {
    await desk.stop();
  }
});

test("an engine that is configured alone waits to be asked, and its address is not told beyond its host", async ({ page, cast }) => {
  test.slow();
  const desk = await startSecondDesk(env().DATABASE_URL, { ENGINE_MRZ_URL: "https://mrz.example.com/v1?key=secret", ENGINE_SECRET: "x".repeat(32) });
  try {
    await signInAs(page, cast.members.admin, desk.origin);
    await page.goto(`${desk.origin}/settings/checks`);
    await expect(page.getByText("1 of 11 engines configured")).toBeVisible();
    const row = page.getByRole("row").filter({ has: page.getByRole("cell", { name: "MRZ", exact: true }) });
    await expect(row).toContainText("Not asked yet");
    await expect(page.getByTitle("MRZ: mrz.example.com")).toBeVisible();
    expect(await (await page.request.get(`${desk.origin}/api/settings/checks`)).text()).not.toContain("secret");
  } finally {
    await desk.stop();
  }
});

test("an agent sees why the page is closed, and the server refuses too", async ({ page, signIn }) => {
  await signIn("agent");
  await page.goto("/settings/checks");
  await expect(page.getByText("This page needs the role Lead.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Checks" })).toBeHidden();
  expect((await page.request.get("/api/settings/checks")).status()).toBe(403);
});

test("an admin adds a withdrawn document and removes it, a lead reads the list, and both acts are in the log", async ({ page, cast, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/checks");
  const rows = page.getByRole("table", { name: "Withdrawn documents" }).getByRole("row");
  await expect(rows.filter({ hasText: "Uzbekistan" })).toContainText("2021-01-01");
  const form = page.getByRole("form", { name: "Add a withdrawn document" });
  await form.getByRole("button", { name: "Add" }).click();
  await expect(form.getByText("Choose a country from the list.")).toBeVisible();
  await form.getByLabel("Country").fill("HRV");
  await form.getByLabel("ID type").selectOption("Passport");
  await form.getByLabel("Issued before").fill("2009-02-30");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(form.getByText("Write a day that exists")).toBeVisible();
  await form.getByLabel("Issued before").fill("2009-06-30");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(rows.filter({ hasText: "Croatia" })).toContainText("2009-06-30");

  await form.getByLabel("Country").fill("UZB");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(form.getByRole("alert")).toContainText("on the list already");
  expect((await new AxeBuilder({ page }).include("main").analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Remove Croatia, Passport" }).click();
  await expect(rows.filter({ hasText: "Croatia" })).toBeHidden();
  await page.goto("/audit");
  await expect(page.getByRole("cell", { name: "Removed a withdrawn document" })).toBeVisible();
  await expect(page.getByRole("cell", { name: "Added a withdrawn document" })).toBeVisible();

  await signInAs(page, cast.members.lead);
  await page.goto("/settings/checks");
  await expect(rows.filter({ hasText: "Uzbekistan" })).toBeVisible();
  await expect(form).toBeHidden();
});
