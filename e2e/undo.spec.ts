import { eq } from "drizzle-orm";
import { submissions } from "@/db/schema/submissions";
import { releaseDecisions } from "@/lib/services/release-decisions";
import { expect, hold, readCase, send, signInAs, test } from "./fixtures";
import type { Stage } from "./stage";

/** The grace period of a decision is over, and the outside was told. */
async function release({ runtime: { db } }: Stage, id: string): Promise<void> {
  await db.update(submissions).set({ releaseDueAt: new Date(0) }).where(eq(submissions.id, id));
  await releaseDecisions({ db, now: new Date() });
}

test("a decision says how long it can be taken back, and `z` does", async ({ page, cast, signIn }) => {
  await cast.setPolicy({ graceSeconds: 300 });
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Confirm approval" }).click();
  const toast = page.getByText(/^Approved\./);
  await expect(toast).toBeVisible();
  await expect(page.getByText(/Released in \d+ s/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo", exact: true }).first()).toBeVisible();
  expect(await readCase(page, id)).toMatchObject({ status: "approved", release: { mayUndo: true } });

  await page.keyboard.press("z");
  await expect(page.getByText("Taken back. The case waits again.")).toBeVisible();
  await expect(toast).toBeHidden();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await expect(page.getByText("You took the decision back")).toBeVisible();
  expect(await readCase(page, id)).toMatchObject({ status: "pending", decision: null, version: 3 });
});

test("`z` reaches back to the case before when the next one is on screen, and writes a letter while something is typed", async ({ page, cast, signIn }) => {
  await cast.setPolicy({ graceSeconds: 300 });
  const first = await cast.addCase({ fields: { fullName: "Kim Minseo" } });
  const second = await cast.addCase({ fields: { fullName: "Lee Jiwoo" } });
  await signIn("agent");
  await page.goto(`/submissions/${first}`);
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Confirm approval" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1, name: "Lee Jiwoo" })).toBeVisible();

  await page.keyboard.press("e");
  await page.getByLabel("Full name").fill("Lee ");
  await page.getByLabel("Full name").press("z");
  await expect(page.getByLabel("Full name")).toHaveValue("Lee z");
  expect((await readCase(page, first)).status).toBe("approved");
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");

  await expect(page).toHaveURL(new RegExp(`/submissions/${first}$`));
  await expect(page.getByRole("heading", { level: 1, name: "Kim Minseo" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  expect([(await readCase(page, first)).status, (await readCase(page, second)).status]).toEqual(["pending", "pending"]);
});

test("the toast stays on the way to the queue, and its button takes back from there", async ({ page, cast, signIn }) => {
  await cast.setPolicy({ graceSeconds: 300 });
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await page.getByRole("dialog").getByRole("checkbox", { name: /id_image_badImage/ }).check();
  await page.getByRole("button", { name: "Confirm rejection" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("link", { name: "Queue" }).first().click();
  await expect(page).toHaveURL(/\/queue/);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/submissions/${id}$`));
  await expect(page.getByRole("button", { name: "Reject", exact: true })).toBeVisible();
  expect((await readCase(page, id)).status).toBe("pending");
});

test("a case that was loaded anew in its grace period says so and can be taken back by its lead; another agent sees it run down", async ({ page, cast, signIn, another }) => {
  await cast.setPolicy({ graceSeconds: 300 });
  const id = await cast.addCase();
  await signIn("agent");
  expect((await send(page, "POST", `/api/submissions/${id}/decision`, { outcome: "approved", version: 1, lease: await hold(page, id) })).status()).toBe(200);
  const colleague = await cast.addMember("agent", "Ben Sato");
  await signInAs(page, colleague);
  await page.goto(`/submissions/${id}`);
  await expect(page.getByText(/Released in \d+ s/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeHidden();
  expect((await send(page, "POST", `/api/submissions/${id}/decision/undo`, { version: 2 })).status()).toBe(403);

  const lead = await another("lead");
  await lead.goto(`/submissions/${id}`);
  await expect(lead.getByRole("button", { name: "Undo", exact: true })).toBeVisible();
  await lead.keyboard.press("z");
  await expect(lead.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
});

test("once it is told there is no taking back: a lead reopens it, with a reason, and another open case stands against it", async ({ page, cast, stage, signIn }) => {
  await cast.setPolicy({ graceSeconds: 10 });
  const email = "anna@applicant.test";
  const id = await cast.addCase({ email });
  await signIn("lead");
  await page.goto(`/submissions/${id}`);
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Confirm approval" }).click();
  await expect(page.getByText(/Released in \d+ s/).first()).toBeVisible();
  await release(stage, id);
  const late = await send(page, "POST", `/api/submissions/${id}/decision/undo`, { version: 2 });
  expect([late.status(), (await late.json()).errorCode]).toEqual([409, "too_late"]);

  const otherCase = await cast.addCase({ email });
  await page.reload({ waitUntil: "networkidle" });
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Reopen…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Reopen the case" })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Reason").fill("The applicant called: the document is theirs.");
  await dialog.getByRole("button", { name: "Reopen the case" }).click();
  await expect(dialog.getByRole("alert")).toContainText("another case");
  await expect(dialog.getByRole("link", { name: "Show that case" })).toHaveAttribute("href", `/submissions/${otherCase}`);

  expect((await send(page, "POST", `/api/submissions/${otherCase}/decision`, { outcome: "approved", version: 1, lease: await hold(page, otherCase) })).status()).toBe(200);
  await release(stage, otherCase);
  await dialog.getByRole("button", { name: "Reopen the case" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await expect(page.getByText("You reopened the case: “The applicant called: the document is theirs.”")).toBeVisible();
  expect(await readCase(page, id)).toMatchObject({ status: "pending", version: 3 });
});
