import { readFileSync } from "node:fs";
import { e2e } from "./environment";
import { expect, readCase, test } from "./fixtures";

test.use({ locale: "ko-KR" });

/** A text of the desk by its file and dotted key, as it stands in the Korean messages. */
function word(file: string, key: string): string {
  const messages: unknown = JSON.parse(readFileSync(new URL(`../lib/i18n/messages/ko/${file}.json`, import.meta.url), "utf8"));
  const found = key.split(".").reduce<unknown>((at, part) => (at !== null && typeof at === "object" ? Reflect.get(at, part) : undefined), messages);
  if (typeof found !== "string") throw new Error(`There is no text ${key} in ${file}.json.`);
  return found;
}

test("a Korean browser gets the whole way in Korean, from sign-in to the decision", async ({ page, cast }) => {
  const id = await cast.addCase({ fields: { fullName: "남궁수빈" } });
  await page.goto("/sign-in");
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await page.getByLabel(word("sign-in", "email")).fill(cast.members.agent.email);
  await page.getByLabel(word("sign-in", "password"), { exact: true }).fill(e2e.password);
  await page.getByRole("button", { name: word("sign-in", "submit") }).click();

  await page.getByRole("button", { name: word("queue", "reviewNext") }).click();
  await expect(page).toHaveURL(new RegExp(id));
  await page.getByRole("button", { name: word("case", "foot.edit"), exact: true }).click();
  await page.getByLabel(word("fields", "issuingCountry")).fill("이란");
  await expect(page.getByRole("status").filter({ hasText: "id_info_blacklist" })).toContainText("이란");
  await page.getByLabel(word("fields", "issuingCountry")).press("Tab");
  await page.getByRole("button", { name: "저장하고 거절" }).click();
  await page.getByRole("dialog").getByRole("button", { name: word("picker", "confirm") }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText(word("statuses", "rejected"), { exact: true }).first()).toBeVisible();
  // What the applicant reads stays as the catalogue has it.
  const { decision } = await readCase(page, id);
  expect(decision).toMatchObject({ codes: ["id_info_blacklist"] });
  expect(decision?.comments[0]).toContain("Iran");
});

test("the language is switched on any page, and stays", async ({ page, cast, signIn }) => {
  await signIn("admin");
  await page.goto("/settings/policy");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("정책");
  await page.getByRole("button", { name: new RegExp(cast.members.admin.name) }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Policy");
  await page.goto("/settings/members");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Members");
});

test("settings and the log speak Korean too, and no word of English is left over", async ({ page, signIn }) => {
  await signIn("admin");
  for (const [path, title] of [["/settings/policy", "정책"], ["/settings/checks", "검사 엔진"], ["/settings/members", "구성원"], ["/audit", "감사 기록"]] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    const text = await page.getByRole("main").innerText();
    // Codes, zones, commands, names and addresses are the same in every language.
    expect(text.match(/\b(the|and|was|were|Save|Version|Reason|Add|Role|Name|Filter|Export|Action)\b/g) ?? [], path).toEqual([]);
  }
});
