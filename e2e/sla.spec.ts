import { sql } from "drizzle-orm";
import { markOverdueCases } from "@/lib/services/mark-overdue-cases";
import { expect, test } from "./fixtures";
import { changePolicy } from "./intake-client";
import type { Stage } from "./stage";

const dueIn = ({ runtime: { db } }: Stage, id: string, hours: number) => db.execute(sql`update queue_entries set due_at = now() + make_interval(mins => ${hours * 60 - 1}) where submission_id = ${id}::uuid`);

test("the queue and the case say in words and shapes when a case is due, and what is overdue is told once", async ({ page, stage, cast, signIn }) => {
  await changePolicy(stage, cast, { slaHours: 24 });
  const [late, soon] = [
    await cast.addCase({ fields: { fullName: "Anna Meier" } }), await cast.addCase({ fields: { fullName: "Boris Petrov" } }), await cast.addCase({ fields: { fullName: "Clara Novak" } }),
  ];
  await dueIn(stage, late, -4);
  await dueIn(stage, soon, 3);
  await signIn("lead");
  await page.goto("/queue");
  const cell = (name: string) => page.getByRole("row").filter({ hasText: name }).getByRole("cell").nth(2);
  await expect(page.getByRole("columnheader", { name: "Due" })).toBeVisible();
  await expect(cell("Anna Meier")).toHaveText("overdue by 4 h");
  await expect(cell("Boris Petrov")).toHaveText("due in 2 h");
  await expect(cell("Clara Novak")).toHaveText("due in 23 h");
  await expect(cell("Anna Meier")).toHaveAttribute("title", /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d Asia\/Seoul$/);

  const { db, vault, storage } = stage.runtime;
  for (let run = 0; run < 2; run += 1) await markOverdueCases({ db, vault, storage, now: new Date() }, { onFailure: (_id, error) => expect(error).toBeUndefined() });
  const { rows } = await db.execute(sql`select submission_id as id from events where project_id = ${cast.projectId} and kind = 'submission.sla_breached'`);
  expect(rows).toEqual([{ id: late }]);
  await page.goto(`/submissions/${late}`);
  await expect(page.getByRole("region", { name: "Applicant" })).toContainText("overdue by 4 h");
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("The time limit passed");
});

test("without a time limit nothing is said of one", async ({ page, cast, signIn }) => {
  await cast.addCase();
  await signIn("agent");
  await page.goto("/queue");
  await expect(page.getByRole("columnheader", { name: "Priority" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Due" })).toHaveCount(0);
});
