import AxeBuilder from "@axe-core/playwright";
import { expect, hold, send, test } from "./fixtures";

test("who may stand behind a case is listed with what they have in common, and held beside it", async ({ page, cast, signIn, another }) => {
  const email = "anna@applicant.test";
  const earlier = await cast.addCase({ email, fields: { fullName: "Anna Maier", birthDate: "1990-01-02", documentNumber: "C1111111" } });
  const lead = await another("lead");
  const decision = { lease: await hold(lead, earlier), outcome: "rejected", version: 1, codes: ["id_info_dataMismatch"], otherText: null, fields: {}, confirmedHits: [] };
  expect((await send(lead, "POST", `/api/submissions/${earlier}/decision`, decision)).status()).toBe(200);
  const id = await cast.addCase({ email, fields: { fullName: "Anna Meier", birthDate: "1990-01-02" } });

  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  const person = page.getByRole("region", { name: "The person behind it" });
  await expect(person.getByText("Same e-mail")).toBeVisible();
  await expect(person.getByText("id_info_dataMismatch")).toBeVisible();
  await person.getByRole("button", { name: /^Compare with/ }).click();
  const compare = page.getByRole("dialog", { name: "This case and another" });
  await expect(compare.getByRole("row", { name: /Full name/ })).toContainText("differs");
  await expect(compare.getByRole("row", { name: /Date of birth/ })).not.toContainText("differs");
  await expect(compare.getByRole("img", { name: "ID front" })).toHaveCount(2);
  await expect(compare.getByRole("row", { name: /Decision/ })).toContainText(cast.members.lead.name);
  const axe = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(axe.violations).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(compare).toBeHidden();
  await expect(person.getByRole("button", { name: /^Compare with/ })).toBeFocused();
});

test("how cases of the same kind were decided is told with how many did not stand; a case of its own has nobody", async ({ page, cast, signIn, another }) => {
  const lead = await another("lead");
  for (const outcome of ["approved", "rejected"]) {
    const decided = await cast.addCase();
    const rest = outcome === "approved" ? {} : { codes: ["id_info_dataMismatch"], otherText: null, fields: {}, confirmedHits: [] };
    const lease = await hold(lead, decided);
    expect((await send(lead, "POST", `/api/submissions/${decided}/decision`, { lease, outcome, version: 1, ...rest })).status()).toBe(200);
  }
  const id = await cast.addCase({ fields: { fullName: "Ida Sommer", birthDate: "1971-03-04", documentNumber: "Z9999999" } });
  await signIn("agent");
  await page.goto(`/submissions/${id}`);
  await expect(page.getByRole("region", { name: "Precedents" })).toContainText("1 approved, 1 rejected; none of them overturned");
  await expect(page.getByRole("region", { name: "The person behind it" })).toContainText("No other submission has anything in common");
});
