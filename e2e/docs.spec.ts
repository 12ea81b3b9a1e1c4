import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";

test("the reference stands open, names every call and its codes, and has nothing for axe", async ({ page }) => {
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 })).toHaveCount(11);
  await page.getByText("Codes (52)").click();
  await expect(page.getByRole("rowheader", { name: "Id_livness_fail" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test("the same description is served as OpenAPI to whoever asks", async ({ request }) => {
  const answer = await request.get("/v3/openapi.json");
  expect(answer.headers()["access-control-allow-origin"]).toBe("*");
  expect(await answer.json()).toMatchObject({ openapi: "3.1.0", paths: { "/v3/submission/step1": { post: { operationId: "submitStep1" } } } });
});
