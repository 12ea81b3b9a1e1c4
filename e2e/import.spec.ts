import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { e2e } from "./environment";
import { expect, readCase, test } from "./fixtures";

const specimens = path.resolve("../shared/specimens");
const header =
  "external_id,email,full_name,birth_date,gender,nationality,issuing_country,id_type,document_number,identity_number,issue_date,expire_date,id_image,id_back_image";

/** The command as an operator types it, against the desk that is running. */
function runImport(folder: string, project: string): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, ["lib/cli/run.mjs", "import", folder, "--project", project], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", DATA_DIR: e2e.dataDirectory, PORT: String(e2e.port), DATABASE_URL: "" },
  });
  return { status, lines: stdout.trim().split("\n") };
}

async function openCase(page: Page, externalId: string): Promise<string> {
  await page.goto(`/queue?q=${externalId}`);
  await page.getByRole("table").getByRole("link").first().click();
  await page.waitForURL(/\/submissions\//);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

test("rows of a folder go in while the desk is running, the bad one is named, and a second run changes nothing", async ({ page, cast, signIn }) => {
  const folder = await mkdtemp(path.join(tmpdir(), "verdict-import-"));
  await sharp({ create: { width: 600, height: 400, channels: 3, background: "#cde" } }).jpeg().toFile(path.join(folder, "good.jpg"));
  await writeFile(path.join(folder, "broken.jpg"), "no picture");
  const rows = ["I-1,jiho@example.com,한지호,1990-02-28,male,KOR,KOR,passport,M12345678,,2020-01-01,2030-01-01,good.jpg,", "I-2,b@example.com,B C,1990-02-30,male,KOR,KOR,passport,M2,,,,broken.jpg,"];
  await writeFile(path.join(folder, "applicants.csv"), [header, ...rows, ""].join("\r\n"));

  const first = runImport(folder, cast.slug);
  expect(first.status).toBe(1);
  expect(first.lines.at(-1)).toBe("1 imported, 0 there already, 1 refused.");
  expect(first.lines.join("\n")).toMatch(/line 3, I-2: refused, birth_date/);
  expect(first.lines.join("\n")).toMatch(/line 3, I-2: refused, id_image/);
  expect(runImport(folder, cast.slug).lines.at(-1)).toBe("0 imported, 1 there already, 1 refused.");
  await rm(folder, { recursive: true });

  await signIn("agent");
  const id = await openCase(page, "I-1");
  expect(await readCase(page, id)).toMatchObject({ status: "pending", externalId: "I-1", final: { fullName: "한지호" } });
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("button", { name: "Confirm approval" }).click();
  await expect(page.getByText("approved", { exact: true }).first()).toBeVisible();
});

test("published specimens of nine governments go in and are decided on", async ({ page, cast, signIn }) => {
  test.skip(!existsSync(specimens), "The specimens lie beside the project, not in it.");
  const { status, lines } = runImport(specimens, cast.slug);
  expect([status, lines.at(-1)]).toEqual([0, "9 imported, 0 there already, 0 refused."]);

  await signIn("agent");
  const croatian = await openCase(page, "S-004");
  await expect(page.getByRole("img", { name: /ID front/ }).first()).toBeVisible();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Issuing country").fill("Croatia");
  await page.getByRole("option", { name: /Croatia/ }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("button", { name: "Confirm approval" }).click();
  await expect(page.getByText("approved", { exact: true }).first()).toBeVisible();
  expect(await readCase(page, croatian)).toMatchObject({ status: "approved", claimed: { issuingCountry: "HUN" }, final: { issuingCountry: "HRV" } });

  const backOnly = await openCase(page, "S-007");
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  const picker = page.getByRole("dialog");
  await picker.getByRole("checkbox", { name: /\bother$/ }).check();
  await picker.locator("textarea").fill("Send the front of the card, too.");
  await picker.getByRole("button", { name: "Confirm rejection" }).click();
  await expect(page.getByText("rejected", { exact: true }).first()).toBeVisible();
  expect(await readCase(page, backOnly)).toMatchObject({ status: "rejected", decision: { codes: ["other"] } });
});
