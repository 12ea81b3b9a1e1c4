import { sql } from "drizzle-orm";
import { returnUnansweredCases } from "@/lib/services/return-unanswered-cases";
import { apiClient, newPicture, type ApiClient } from "./intake-client";
import { sha256Of } from "./engine-double";
import { e2e } from "./environment";
import { expect, hold, readCase, send, test } from "./fixtures";
import { remoteDouble } from "./remote-double";
import type { Stage } from "./stage";

const double = remoteDouble(e2e.engines.origin);

/** A case that Step 2 left to a person. */
async function waiting(client: ApiClient, email: string): Promise<string> {
  const { body } = await client.step1({ email });
  const id = String(body["submissionId"]);
  expect((await client.step2(id, { date_of_birth: "1994-05-13" })).body).toMatchObject({ kycStatus: "pending" });
  return id;
}

const itemOf = async (client: ApiClient, id: string) => (await client.send(`/v3/submission?submission_id=${id}`, { method: "GET" })).body;

test("an agent asks for the image of the ID again by keys; the answer comes back to them, old beside new", async ({ page, stage, cast, signIn }) => {
  const client = await apiClient(stage, cast);
  const id = await waiting(client, "anna@applicant.test");
  await signIn("agent");
  await page.goto(`/submissions/${id}`);

  await page.keyboard.press("q");
  const dialog = page.getByRole("dialog", { name: "Ask the applicant again" });
  await expect(dialog.getByRole("combobox", { name: "Image" })).toBeFocused();
  await dialog.getByRole("button", { name: "Ask the applicant" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Choose at least one code.");
  await dialog.getByRole("checkbox", { name: /id_image_badImage/ }).check();
  await dialog.getByRole("checkbox", { name: /\bother$/ }).check();
  await dialog.locator("textarea").fill("All four corners, please.");
  await expect(dialog.getByRole("complementary")).toContainText("Please take a clear picture of your ID document.");
  await dialog.getByRole("combobox", { name: "Image" }).selectOption("addressImage");
  await expect(dialog.getByRole("checkbox", { name: /id_image_badImage/ })).toHaveCount(0);
  await dialog.getByRole("combobox", { name: "Image" }).selectOption("idImage");
  await dialog.getByRole("checkbox", { name: /id_image_badImage/ }).check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("q");
  await expect(dialog.locator("textarea")).toHaveValue("All four corners, please.");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();

  await expect(page.getByText(/asked for this again/)).toContainText("ID image");
  await expect(page.getByText("All four corners, please.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeHidden();
  expect(await itemOf(client, id)).toMatchObject({ Items: [{ kyc: { result: "incomplete", resubmission: "idImage", commentCode: ["id_image_badImage", "other"] } }] });

  expect(await client.step2(id)).toMatchObject({ status: 400, body: { errorCode: "invalid_submission_id" } });
  expect(await client.step1({ email: "anna@applicant.test" })).toMatchObject({ status: 400, body: { errorCode: "reviewing" } });
  expect(await client.step1({ email: "anna@applicant.test", submissionId: id }, { idImage: await newPicture() })).toMatchObject({ status: 200, body: { submissionId: id, kycStatus: "pending" } });

  await expect(page.getByText(/The applicant sent this again at/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await page.getByRole("button", { name: "Compare old and new" }).click();
  const comparison = page.getByRole("dialog", { name: "Old and new image" });
  for (const name of ["ID front, before", "ID front, now"]) await expect.poll(() => comparison.getByRole("img", { name }).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.keyboard.press("Escape");

  await page.goto("/queue");
  await expect(page.getByRole("row").filter({ hasText: "Kim Minseo" })).toContainText("Resubmitted");
});

test("a request is taken back while nobody has answered it, and the case waits again", async ({ page, stage, cast, signIn }) => {
  const client = await apiClient(stage, cast);
  const id = await waiting(client, "boris@applicant.test");
  await signIn("agent");
  expect((await send(page, "POST", `/api/submissions/${id}/resubmission`, { lease: await hold(page, id), version: 2, kind: "selfieImage", codes: ["other"], otherText: "Without glasses." })).status()).toBe(200);
  await page.goto(`/submissions/${id}`);
  await expect(page.getByText("Without glasses.")).toBeVisible();
  await page.getByRole("button", { name: "Withdraw request" }).click();
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeVisible();
  expect(await readCase(page, id)).toMatchObject({ status: "pending", resubmission: null, resubmittedAt: null });
  expect(await client.step2(id)).toMatchObject({ status: 400, body: { errorCode: "invalid_submission_id" } });
});

test("a selfie alone answers Step 2; failed tries count on, and the third is the rejection", async ({ page, stage, cast, signIn }) => {
  const client = await apiClient(stage, cast);
  const id = await waiting(client, "cora@applicant.test");
  await signIn("agent");
  const asking = { kind: "selfieImage", codes: ["other"], otherText: "Without glasses." };
  expect((await send(page, "POST", `/api/submissions/${id}/resubmission`, { lease: await hold(page, id), version: 2, ...asking })).status()).toBe(200);
  const only = (faceImage: Buffer) => client.step2(id, { name: "", date_of_birth: "" }, { faceImage });
  expect((await only(await newPicture())).body).toMatchObject({ verificationResult: "success", faceSimilarityScore: 97, kycStatus: "pending" });

  const { version } = await readCase(page, id);
  expect((await send(page, "POST", `/api/submissions/${id}/resubmission`, { lease: await hold(page, id), version, ...asking })).status()).toBe(200);
  const stranger = await newPicture();
  await double.program("compareFaces", sha256Of(stranger), { facts: { score: 10 } });
  for (const count of [1, 2]) expect((await only(stranger)).body).toMatchObject({ kycStatus: "incomplete", retryCount: count, retry: [{ retryCode: "face_compare_underscore" }] });
  expect((await only(stranger)).body).toMatchObject({ kycStatus: "rejected", retryCount: 3 });
  expect(await readCase(page, id)).toMatchObject({ status: "rejected", resubmission: null, decision: { codes: ["too_many_retry"] } });
});

/** As if everything about the case had happened 73 hours earlier. */
async function age({ runtime: { db } }: Stage, id: string): Promise<void> {
  await db.execute(sql`update submissions set step_clock_at = step_clock_at - interval '73 hours' where id = ${id}::uuid`);
  await db.execute(sql`update resubmission_requests set requested_at = requested_at - interval '73 hours' where submission_id = ${id}::uuid`);
}

test("what nobody answers in 72 hours waits again with a flag", async ({ page, stage, cast, signIn }) => {
  const client = await apiClient(stage, cast);
  const id = await waiting(client, "dora@applicant.test");
  await signIn("agent");
  expect((await send(page, "POST", `/api/submissions/${id}/resubmission`, { lease: await hold(page, id), version: 2, kind: "addressImage", codes: ["other"], otherText: "A bill, please." })).status()).toBe(200);
  await age(stage, id);
  expect(await client.step2(id, {}, { addressImage: await newPicture() })).toMatchObject({ status: 400, body: { errorCode: "exceeded_72hour_limit" } });
  const { db, vault, storage } = stage.runtime;
  await returnUnansweredCases({ db, vault, storage, now: new Date() }, { onFailure: (_id, error) => expect(error).toBeUndefined() });
  expect(await readCase(page, id)).toMatchObject({ status: "pending", flags: ["field_mismatch:birthDate", "not_resubmitted"], resubmission: null });
});
