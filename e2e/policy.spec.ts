import AxeBuilder from "@axe-core/playwright";
import { insertOptions } from "@/db/queries/project-options";
import { env } from "@/lib/env";
import { expect, send, signInAs, test } from "./fixtures";
import { startSecondDesk } from "./second-desk";
import { storyOptions } from "./stage";

test("a saved policy is a new version, in words, with its author and reason, and rules the next case", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ fields: { birthDate: "2006-01-15" } });
  await signIn("admin");
  await page.goto("/settings/policy");
  await page.getByLabel("Age Limit").fill("21");
  await page.getByLabel("Blacklist Country").fill("HRV");
  await page.getByLabel("Blacklist Country").press("Enter");
  await page.getByLabel("Blacklist Country").fill("시리아");
  await page.getByLabel("Blacklist Country").press("Enter");
  await page.getByRole("button", { name: "Remove Iran" }).click();
  await page.getByLabel("Rejected Period").fill("90");
  await expect(page.getByText("Was 19")).toBeVisible();
  await expect(page.getByText("2 added, 1 removed")).toBeVisible();
  await expect(page.getByText("3 changes, not saved")).toBeVisible();

  await page.getByLabel("Reason, kept with the version").fill("Board decision 2026/41.");
  await page.getByRole("button", { name: "Save as version 2" }).click();
  const newest = page.getByRole("listitem").filter({ hasText: "Version 2" });
  await expect(newest).toContainText("Age Limit was raised from 19 to 21. Croatia and Syria were added to the blacklist. Iran was removed from the blacklist.");
  await expect(newest).toContainText("Rejected Period was lengthened from 30 to 90 days.");
  await expect(newest).toContainText(`${cast.members.admin.name}, `);
  await expect(newest).toContainText("“Board decision 2026/41.”");
  await expect(page.getByText("not saved")).toBeHidden();

  await page.reload();
  await expect(page.getByLabel("Age Limit")).toHaveValue("21");
  await page.goto(`/submissions/${id}`);
  await expect(page.getByRole("status").filter({ hasText: "id_info_notOfAge" })).toBeVisible();
});

test("options are switched off and on, and typing a number switches on", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  const byAge = page.getByRole("switch", { name: "Reject by age" });
  await byAge.uncheck();
  await expect(page.getByLabel("Age Limit")).toHaveValue("");
  await page.getByRole("switch", { name: "Reject by issuing country" }).uncheck();
  await page.getByLabel("Rejected Period").fill("0");
  await page.getByRole("button", { name: /^Save/ }).click();
  const newest = page.getByRole("listitem").filter({ hasText: "Version 2" });
  await expect(newest).toContainText("Age Limit was switched off; it was 19.");
  await expect(newest).toContainText("Iran and North Korea were removed from the blacklist.");
  await expect(newest).toContainText("Rejected Period was switched off; it was 30 days.");
  await expect(page.getByRole("button", { name: "Discard" })).toBeDisabled();

  await page.getByLabel("Age Limit").fill("18");
  await expect(byAge).toBeChecked();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(byAge).not.toBeChecked();
});

for (const [typed, said] of [
  ["12", "The lowest limit is 13."],
  ["121", "The highest limit is 120."],
  ["1.5", "Enter whole years in digits only"],
  ["abc", "Enter whole years in digits only"],
  ["", "Enter whole years from 13 to 120, or switch the option off."],
] as const)
  test(`an Age Limit of “${typed}” is refused at the field`, async ({ page, signIn }) => {
    await signIn("admin");
    await page.goto("/settings/policy");
    await page.getByLabel("Age Limit").fill(typed);
    await expect(page.getByRole("alert").filter({ hasText: said })).toBeVisible();
    await page.getByRole("button", { name: /^Save/ }).click();
    await expect(page.getByLabel("Age Limit")).toBeFocused();
    await expect(page.getByLabel("Age Limit")).toHaveValue(typed);
    await expect(page.getByRole("listitem").filter({ hasText: "Version 2" })).toBeHidden();
  });

test("a stale save keeps what was typed, says who saved what, and goes on top of it", async ({ page, cast, signIn, another }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  await page.getByLabel("Rejected Period").fill("60");

  const second = await another("admin");
  const saved = await send(second, "PUT", "/api/settings/policy", {
    version: 1,
    options: { ageLimit: 25, blacklistCountries: ["IRN", "PRK", "SYR"], rejectedPeriodDays: 30, timeZone: "Asia/Seoul" },
    reason: null,
  });
  expect(saved.status()).toBe(200);

  await page.getByRole("button", { name: /^Save/ }).click();
  const alert = page.getByRole("alert").filter({ hasText: "Nothing was saved" });
  await expect(alert).toContainText(`${cast.members.admin.name} saved version 2`);
  await expect(alert).toContainText("Age Limit was raised from 19 to 25. Syria was added to the blacklist.");
  await expect(page.getByLabel("Rejected Period")).toHaveValue("60");

  await page.getByRole("button", { name: "Put my changes on top" }).click();
  await expect(page.getByLabel("Age Limit")).toHaveValue("25");
  await expect(page.getByLabel("Rejected Period")).toHaveValue("60");
  await page.getByRole("button", { name: "Save as version 3" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Version 3" })).toContainText("Rejected Period was lengthened from 30 to 60 days.");
});

test("leaving with unsaved changes asks first", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  await page.getByLabel("Age Limit").fill("40");
  await page.getByRole("link", { name: "Members" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Stay" }).click();
  await expect(page.getByLabel("Age Limit")).toHaveValue("40");
  await page.getByRole("link", { name: "Members" }).click();
  await dialog.getByRole("button", { name: "Leave without saving" }).click();
  await expect(page).toHaveURL(/\/settings\/members$/);
});

test("the time zone is chosen by name, and times are shown in it", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  await page.getByLabel("Time zone").fill("Mars/Olympus");
  await expect(page.getByRole("alert").filter({ hasText: "This is no time zone." })).toBeVisible();
  await page.getByLabel("Time zone").fill("Europe/Vienna");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByText(/Version 2, in force since .* Europe\/Vienna/)).toBeVisible();
});

test("who is no admin reads the policy and may not change it", async ({ page, signIn }) => {
  await signIn("lead");
  await page.goto("/settings/policy");
  await expect(page.getByText("Only admins change the policy.")).toBeVisible();
  await expect(page.getByLabel("Age Limit")).toBeDisabled();
  await expect(page.getByLabel("Age Limit")).toHaveValue("19");
  await expect(page.getByRole("button", { name: /^Save/ })).toBeHidden();
  const options = { ageLimit: null, blacklistCountries: [], rejectedPeriodDays: 0, timeZone: "UTC" };
  expect((await send(page, "PUT", "/api/settings/policy", { version: 1, options, reason: null })).status()).toBe(403);
});

test("a country that is not finished is not saved, and Enter never saves the policy in its place", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  const input = page.getByLabel("Blacklist Country");
  const version2 = page.getByRole("listitem").filter({ hasText: "Version 2" });
  await page.getByLabel("Age Limit").fill("21");
  for (const text of ["no such country", "south"]) {
    await input.fill(text);
    await input.press("Enter");
    await page.keyboard.press("Enter");
    await expect(input).toHaveValue(text);
  }
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This is no country yet" })).toBeVisible();
  await expect(input).toBeFocused();
  await expect(version2).toBeHidden();

  await input.fill("HRV");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(version2).toContainText("Croatia was added to the blacklist.");
  await expect(input).toHaveValue("");
});

test("a session that ends keeps what is typed, says so, and goes on once signed in elsewhere", async ({ page, cast, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  await page.getByLabel("Age Limit").fill("21");
  expect((await send(page, "DELETE", "/api/session", {})).ok()).toBe(true);
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "You are signed out, and nothing was saved." })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in in a new tab" })).toBeVisible();
  await expect(page.getByLabel("Age Limit")).toHaveValue("21");
  await expect(page).toHaveURL(/\/settings\/policy$/);

  await signInAs(page, cast.members.admin);
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Version 2" })).toContainText("Age Limit was raised from 19 to 21.");
  await expect(page.getByRole("link", { name: "Sign in in a new tab" })).toBeHidden();
});

test("periods by identity, accepted types, pipelines and addresses are saved, told in words, and stand after a reload", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  const sections = page.getByRole("navigation", { name: "Sections" });
  await sections.getByRole("link", { name: "Access" }).click();
  await expect(page.getByLabel("CORS origins")).toBeInViewport();
  await expect(page.getByRole("heading", { name: "Policy", level: 1 })).toBeInViewport({ ratio: 1 });
  await sections.getByRole("link", { name: "Periods" }).click();
  await page.getByLabel("Approved Period").fill("7");
  const rejected = page.getByRole("group", { name: "Recognised by" }).first();
  const approved = page.getByRole("group", { name: "Recognised by" }).last();
  await rejected.getByRole("checkbox", { name: "Same identity" }).check();
  await approved.getByRole("checkbox", { name: "Same e-mail" }).uncheck();
  await expect(page.getByRole("alert").filter({ hasText: "Tick at least one, or switch the option off." })).toBeVisible();
  await approved.getByRole("checkbox", { name: "Same IP address" }).check();
  await page.getByRole("switch", { name: "ID Type" }).check();
  await page.getByRole("checkbox", { name: "Visa" }).uncheck();
  await page.getByRole("checkbox", { name: "Paper printed" }).check();
  await page.getByRole("switch", { name: "ID CARD Validation" }).check();
  await page.getByRole("switch", { name: "Automated Processing Only" }).check();
  await page.getByLabel("Text for the applicant").fill("Not by machine. 😀");
  await expect(page.getByText("17 of 500 characters")).toBeVisible();
  await page.getByLabel("CORS origins").fill("https://WWW.example.com/start");
  await page.getByLabel("CORS origins").press("Enter");
  await page.getByLabel("IP allow-list").fill("203.0.113.7");
  await page.getByLabel("IP allow-list").press("Enter");
  await page.getByLabel("Reviewer").selectOption("Desk only");
  await page.getByRole("switch", { name: "Reject what is not finished" }).uncheck();
  await page.getByRole("button", { name: "Save as version 2" }).click();

  const newest = page.getByRole("listitem").filter({ hasText: "Version 2" });
  for (const sentence of [
    "Accepted ID types are now Passport, Government ID, Driving licence, Residence permit, Vehicle registration certificate, Aadhaar, PAN card, and Universal.",
    "Rejected Period: Same identity added.", "Approved Period was switched on at 7 days.", "Approved Period: Same IP address added.", "Approved Period: Same e-mail removed.",
    "ID CARD Validation was switched on.", "ID liveness: Paper printed added.", "Automated Processing Only was switched on.", "The text of automatic rejections is now “Not by machine. 😀”.",
    "Retry time-out was switched off; it was 24 hours.", "Only the desk decides: the API’s review call is refused.", "CORS origins: https://www.example.com added.", "IP allow-list: 203.0.113.7/32 added.",
  ])
    await expect(newest).toContainText(sentence);

  await page.reload();
  await expect(page.getByRole("switch", { name: "ID CARD Validation" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Visa" })).not.toBeChecked();
  await expect(page.getByRole("list", { name: "Allowed addresses" })).toContainText("203.0.113.7/32");
  await expect(page.getByLabel("Retry time-out")).toHaveValue("");
});

test("an address that is none is told at the field, and is not saved", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  const input = page.getByLabel("IP allow-list");
  await input.fill("203.0.113.0/33");
  await input.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "This is no address yet" })).toBeVisible();
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(input).toBeFocused();
  await expect(page.getByRole("listitem").filter({ hasText: "Version 2" })).toBeHidden();
});

test("without engines an option that needs one cannot be switched on, and one that is on stays on under a banner for admins", async ({ page, cast, stage, another }) => {
  test.slow();
  const options = { ...storyOptions, faceDuplication: true };
  const author = "operator";
  await insertOptions(stage.runtime.db, { projectId: cast.projectId, version: 2, options, author, authorName: author, reason: null, createdAt: new Date() });
  const desk = await startSecondDesk(env().DATABASE_URL);
  try {
    await signInAs(page, cast.members.admin, desk.origin);
    await page.goto(`${desk.origin}/settings/policy`);
    const selfie = page.getByRole("switch", { name: "Selfie liveness" });
    await expect(selfie).toBeDisabled();
    await expect(selfie).toHaveAccessibleDescription(/Cannot be switched on\. Not configured: Selfie liveness\./);
    const banner = page.getByText("Checks that the policy asks for are not run");
    await expect(banner).toBeVisible();
    await expect(page.getByText("On: Face duplication check. Not configured: Faces.")).toBeVisible();
    expect((await new AxeBuilder({ page }).include("main").analyze()).violations).toEqual([]);

    const refused = await send(page, "PUT", "/api/settings/policy", { version: 2, options: { selfieLiveness: true }, reason: null }, desk.origin);
    expect(refused.status()).toBe(422);
    expect(await refused.json()).toMatchObject({ errorCode: "engine_missing", details: { options: [{ option: "selfieLiveness", engines: ["selfieLiveness"] }] } });

    await page.getByRole("switch", { name: "Reject Duplicate User" }).check();
    await page.getByRole("button", { name: "Save as version 3" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "Version 3" })).toContainText("Reject Duplicate User was switched on.");
    const faces = page.getByRole("switch", { name: "Face duplication check" });
    await expect(faces).toBeChecked();
    await faces.uncheck();
    await page.getByRole("button", { name: "Save as version 4" }).click();
    await expect(banner).toBeHidden();
    await expect(faces).toBeDisabled();
  } finally {
    await desk.stop();
  }
  const whole = await another("admin");
  await whole.goto("/settings/policy");
  await expect(whole.getByRole("switch", { name: "Selfie liveness" })).toBeEnabled();
});

test("how the desk works is policy too: the grace period, second approval, the time limit and what comes first", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  await page.getByLabel("Grace period").fill("301");
  await expect(page.getByRole("alert").filter({ hasText: "whole numbers from 0 to 300" })).toBeVisible();
  await page.getByLabel("Grace period").fill("30");
  await page.getByLabel("Second approval", { exact: true }).selectOption({ label: "A share of the cases" });
  await page.getByLabel("Share for second approval").fill("25");
  await page.getByLabel("Time limit (SLA)").fill("24");
  await page.getByLabel("Count working hours only").check();
  await page.getByLabel("Friday").uncheck();
  await page.getByLabel("Public holidays do not count in").selectOption({ label: "South Korea" });
  await page.getByLabel("Image warning").fill("40");
  await page.getByRole("button", { name: "Save as version 2" }).click();
  const newest = page.getByRole("listitem").filter({ hasText: "Version 2" });
  await expect(newest).toContainText("Grace period was changed.");

  await page.reload();
  await expect(page.getByLabel("Grace period")).toHaveValue("30");
  await expect(page.getByLabel("Share for second approval")).toHaveValue("25");
  await expect(page.getByLabel("Time limit (SLA)")).toHaveValue("24");
  await expect(page.getByLabel("Friday")).not.toBeChecked();
  await expect(page.getByLabel("Thursday")).toBeChecked();
  await expect(page.getByLabel("Image warning")).toHaveValue("40");
});
