import { readFile } from "node:fs/promises";
import { expect, hold, send, test } from "./fixtures";

test("the log names who did what to which case, and opens to its hashes", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("lead");
  expect((await send(page, "PATCH", `/api/submissions/${id}/fields`, { version: 1, lease: await hold(page, id), fields: { fullName: "Kim Min Seo" } })).status()).toBe(200);
  await page.goto("/audit");
  const row = page.getByRole("row").filter({ hasText: "Corrected a case" });
  await expect(row).toContainText(cast.members.lead.email);
  await expect(row).toContainText("Full name");
  await row.getByRole("button", { name: /^Show the hashes of entry/ }).click();
  await expect(page.getByText("Hash of the entry before")).toBeVisible();
  await expect(page.getByText(/^[0-9a-f]{64}$/).first()).toBeVisible();
  await expect(page.getByText("Kim Min Seo")).toBeHidden();
  await row.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/submissions/${id}$`));
});

test("the filter stands in the address and names what it does not know", async ({ page, cast, signIn }) => {
  await cast.addCase();
  await signIn("admin");
  await page.goto("/audit");
  await page.getByLabel("Action").selectOption("Signed in");
  await page.getByLabel("Who").fill(cast.members.admin.email);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page).toHaveURL(/action=session\.signed_in&actor=/);
  await expect(page.getByRole("table", { name: "Audit log" }).getByRole("row")).toHaveCount(2);

  await page.goto("/audit?from=2026-02-30&colour=red&action=session.signed_in");
  await expect(page.getByText("2 filters in the address are not known and were left out:")).toBeVisible();
  await expect(page.getByRole("table", { name: "Audit log" }).getByRole("row")).toHaveCount(2);

  await page.goto("/audit?to=9999-12-31&from=0050-06-01&action=session.signed_in");
  await expect(page.getByText("2 filters in the address are not known and were left out:")).toBeVisible();
  await expect(page.getByRole("table", { name: "Audit log" }).getByRole("row")).toHaveCount(2);

  await page.goto("/audit?actor=nobody@story.test");
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
});

test("the whole log is exported as JSON lines, an entry each, from the first to the last", async ({ page, cast, signIn }) => {
  await cast.addCase();
  await signIn("lead");
  await page.goto("/audit");
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.jsonl$/);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  expect(lines.map((line) => line.seq)).toEqual(lines.map((_, index) => index + 1));
  expect(lines.at(-1).action).toBe("audit.exported");
});

test("a log of more than a page goes back to older entries and to the newest", async ({ page, cast, signIn }) => {
  for (let count = 0; count < 101; count += 1) await cast.addCase({ images: [] });
  await signIn("lead");
  await page.goto("/audit");
  const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row");
  await expect(rows).toHaveCount(101);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/before=\d+/);
  await expect(page.getByRole("cell", { name: "Created the project" })).toBeVisible();
  await page.getByRole("link", { name: "Newest" }).click();
  await expect(rows).toHaveCount(101);
});

test("an agent sees why the log is closed, and the server refuses too", async ({ page, signIn }) => {
  await signIn("agent");
  await page.goto("/audit");
  await expect(page.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();
  await expect(page.getByText("This page needs the role Lead.")).toBeVisible();
  for (const path of ["/api/audit", "/api/audit/export"]) expect((await page.request.get(path)).status()).toBe(403);
});
