import AxeBuilder from "@axe-core/playwright";
import { makeAttempt, makeBrought } from "@/db/test/make-attempt";
import { expect, test } from "./fixtures";

test("a case shows what the applicant's tries brought: codes, scores, checks that were not run, the address and the client's fields", async ({ page, cast, stage, signIn }) => {
  const { db, vault, storage } = stage.runtime;
  const ctx = { db, vault, storage, projectId: cast.projectId, actor: { kind: "system" as const }, now: new Date("2026-11-22T04:11:00.000Z"), ipAddress: null };
  const id = await cast.addCase({ images: ["idImage", "selfieImage", "addressImage"] });
  await makeAttempt(ctx, id, {
    step: "step1", number: 1, countsAsTry: true, retryCodes: ["mrz_protocol_fail"], retryMessages: ["The MRZ could not be read. Please retry."],
    checks: [{ check: "mrz", outcome: "ok", milliseconds: 41 }, { check: "forensics", outcome: "not_available", milliseconds: 0 }],
  });
  await makeAttempt(ctx, id, {
    number: 2, faceSimilarityScore: 97.26, livenessScore: 41,
    checks: [{ check: "face_match", outcome: "ok", milliseconds: 120 }, { check: "face_duplication", outcome: "error", milliseconds: 5_000 }],
  });
  await makeBrought(ctx, id, { address: { formatted: "12 Sejong-daero, Seoul", detail: "3F" }, customFields: ["branch-7", null, "spring"], ipAddress: "203.0.113.7" });

  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const tries = page.getByRole("region", { name: "Tries" });
  await expect(tries.getByRole("listitem")).toHaveCount(2);
  const [newest, oldest] = [tries.getByRole("listitem").first(), tries.getByRole("listitem").last()];
  await expect(newest).toContainText("Step 2, try 2");
  await expect(newest).toContainText("Faces 97.3, Liveness 41");
  await expect(newest).toContainText("Failed: duplicate faces");
  await expect(newest).toContainText("Run: faces");
  await expect(oldest).toContainText("failed, counted");
  await expect(oldest).toContainText("mrz_protocol_fail The MRZ could not be read. Please retry.");
  await expect(oldest).toContainText("Not run: forgery");
  await expect(tries).toContainText("203.0.113.7");
  await expect(tries).toContainText("branch-7");
  await expect(page.getByRole("region", { name: "Applicant" })).toContainText("Faces 97.3");

  await page.getByRole("button", { name: "Address", exact: true }).click();
  await expect(page.getByRole("region", { name: "Images" })).toContainText("Address given: 12 Sejong-daero, Seoul, 3F");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("an import says that it has no tries", async ({ page, cast, signIn }) => {
  const id = await cast.addCase();
  await signIn("viewer");
  await page.goto(`/submissions/${id}`);
  await expect(page.getByRole("region", { name: "Tries" })).toContainText("None: this case did not come over the API.");
  await expect(page.getByText("Address given:")).toBeHidden();
});
