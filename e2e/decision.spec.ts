import { randomUUID } from "node:crypto";
import { apiCalls } from "./api-calls";
import { expect, hold, readCase, send, test } from "./fixtures";
import { holdUntilCut } from "./hold-request";

test("approving asks once and says the status in a word", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("button", { name: "Confirm approval" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText("approved", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeHidden();
  expect(await readCase(page, id)).toMatchObject({ status: "approved", decision: { outcome: "approved", reviewerName: cast.members.agent.name } });
});

test("`other` needs its text, which the applicant will read", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  const picker = page.getByRole("dialog");
  await picker.getByRole("checkbox", { name: /\bother$/ }).check();
  await picker.getByRole("button", { name: "Confirm rejection" }).click();
  await expect(picker.getByRole("alert")).toBeVisible();
  expect((await readCase(page, id)).status).toBe("pending");

  const text = "Please send the <b>whole</b> page, edges included.";
  await picker.getByRole("textbox").and(picker.locator("textarea")).fill(text);
  await picker.getByRole("button", { name: "Confirm rejection" }).click();
  await expect(picker).toBeHidden();
  await expect(page.getByText(text).first()).toBeVisible();
  expect(await readCase(page, id)).toMatchObject({ status: "rejected", decision: { codes: ["other"], comments: [text] } });
});

test("a code that the case cannot support is shown with the reason and refused by the server", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("checkbox", { name: /address_image_badImage/ })).toBeDisabled();
  const answer = await send(page, "POST", `/api/submissions/${id}/decision`, {
    outcome: "rejected", version: 1, lease: await hold(page, id), codes: ["address_image_badImage"], otherText: null, fields: {}, confirmedHits: [],
  });
  expect(answer.status()).toBe(422);
  expect((await readCase(page, id)).status).toBe("pending");
});

test("approving never passes a rule that hits", async ({ page, cast, signIn }) => {
  const id = await cast.addCase({ fields: { issuingCountry: "PRK" } });
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByRole("dialog").getByText("id_info_blacklist")).toBeVisible();
  await expect(page.getByRole("button", { name: "Confirm approval" })).toBeHidden();
  const answer = await send(page, "POST", `/api/submissions/${id}/decision`, { outcome: "approved", version: 1, lease: await hold(page, id) });
  expect(answer.status()).toBe(409);
  expect(await answer.json()).toMatchObject({ errorCode: "rule_hit" });
});

test("of two agents the second learns who decided what, keeps what was typed, and writes nothing", async ({ page, cast, signIn, another }) => {
  const id = await cast.addCase();
  await signIn("lead");
  const second = await another("agent");
  await second.goto(`/submissions/${id}`);
  await second.getByRole("button", { name: "Reject", exact: true }).click();
  const picker = second.getByRole("dialog");
  await picker.getByRole("checkbox", { name: /\bother$/ }).check();
  await picker.locator("textarea").fill("The edges are cut off.");

  const lease = await hold(page, id, "Ada is off sick");
  expect((await send(page, "POST", `/api/submissions/${id}/decision`, { outcome: "approved", version: 1, lease })).status()).toBe(200);
  await expect(second.locator("[role=alert]").filter({ hasText: /approved/i })).toBeVisible();

  await picker.getByRole("button", { name: "Confirm rejection" }).click();
  await expect(second.getByRole("alert").filter({ hasText: cast.members.lead.name })).toBeVisible();
  await expect(second.getByRole("alert").filter({ hasText: /approved/i })).toBeVisible();
  await expect(second.getByRole("alert").getByText("Text for the applicant: The edges are cut off.")).toBeVisible();
  await second.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(second.getByRole("alert").getByText("Copied.")).toBeVisible();
  const { status, decision } = await readCase(second, id);
  expect(status).toBe("approved");
  expect(decision?.reviewer).toBe(cast.members.lead.email);
});

test("a correction over a client's correction is refused, and what was typed stays", async ({ page, cast, stage, signIn, request }) => {
  const call = await apiCalls(stage, cast, request);
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Full name").fill("Kim Min Seo");

  const patched = await call("PATCH", "/submission", { data: { submissionId: id, admin: cast.members.lead.email, data: { gender: "male" } } });
  expect(patched.status()).toBe(200);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /nothing|kept|still/i }).first()).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue("Kim Min Seo");
  expect(await readCase(page, id)).toMatchObject({ version: 2, final: { fullName: "Kim Minseo", gender: "male" } });
});

test("while a decision is written nothing closes the dialog, and its failure is said in it", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const cut = await holdUntilCut(page, "**/decision");
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  const picker = page.getByRole("dialog");
  await picker.getByRole("checkbox", { name: /\bother$/ }).check();
  await picker.locator("textarea").fill("The edges are cut off.");
  await picker.locator("textarea").press("Control+Enter");

  await expect(picker).toHaveAttribute("aria-busy", "true");
  await expect(picker.getByText("Saving…")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.type("more");
  await expect(picker.getByRole("button", { name: "Confirm rejection" })).toHaveAttribute("aria-disabled", "true");
  cut();

  await expect(picker.getByRole("alert")).toContainText("The server did not answer.");
  await expect(picker.locator("textarea")).toHaveValue("The edges are cut off.");
  await page.keyboard.press("Escape");
  await expect(picker).toBeHidden();
  expect((await readCase(page, id)).status).toBe("pending");
});

test("a decision that was written although its answer never came is told as one's own", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await page.route("**/decision", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("button", { name: "Confirm approval" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "You approved this case at" });
  await expect(notice).toContainText("it was saved");
  await expect(notice).not.toContainText("Nothing of yours");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: "Show the decided case" }).click();
  await expect(page.getByRole("button", { name: "Next case" })).toBeFocused();
});

test("a viewer reads a case and may change nothing, neither on the page nor over the API", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("viewer");
  await page.goto(`/submissions/${id}`);
  await expect(page.getByText("Kim Minseo").first()).toBeVisible();
  for (const name of ["Approve", "Reject", "Edit"]) await expect(page.getByRole("button", { name, exact: true })).toBeHidden();
  await page.keyboard.press("a");
  await expect(page.getByRole("dialog")).toBeHidden();

  const lease = { holder: randomUUID(), token: 1 };
  const writes = [
    send(page, "POST", `/api/submissions/${id}/lease`, { holder: lease.holder }),
    send(page, "POST", `/api/submissions/${id}/decision`, { outcome: "approved", version: 1, lease }),
    send(page, "PATCH", `/api/submissions/${id}/fields`, { version: 1, lease, fields: { fullName: "Somebody" } }),
  ];
  for (const write of writes) expect((await write).status()).toBe(403);
  expect(await readCase(page, id)).toMatchObject({ status: "pending", version: 1 });
});
