import { catalogue } from "@/lib/kyc/codes/catalogue";
import type { CodeRow } from "@/lib/kyc/codes/code-row";
import { openCatalogueDesk, type CatalogueDesk } from "./catalogue/desk";
import { reviewRows } from "./catalogue/review";
import type { ReviewRow, StepRow } from "./catalogue/row";
import { step1Errors } from "./catalogue/step1-errors";
import { step1Retries } from "./catalogue/step1-retries";
import { step2Errors } from "./catalogue/step2-errors";
import { step2Retries } from "./catalogue/step2-retries";
import { openStory, type Story } from "./catalogue/story";
import { expect, stageTest } from "./fixtures";

/*
 * A story for each of the 99 rows of the catalogue: a client sends what leads to it, and reads the row's status, code and
 * message to the letter. The last test counts the stories against the catalogue.
 */

const test = stageTest.extend<object, { desk: CatalogueDesk }>({
  desk: [
    async ({ stage }, use) => {
      const desk = await openCatalogueDesk(stage);
      await use(desk);
      await desk.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

type Stage = CodeRow["stage"];
type AnyRow = StepRow | ReviewRow;

const keyOf = (stage: Stage, { code, variant = 1 }: { code: string; variant?: number }) => `${stage} ${code} ${variant.toString()}`;
const steps: readonly { stage: Stage; kind: CodeRow["kind"]; rows: readonly StepRow[] }[] = [
  { stage: "step1", kind: "retry", rows: step1Retries },
  { stage: "step1", kind: "error", rows: step1Errors },
  { stage: "step2", kind: "retry", rows: step2Retries },
  { stage: "step2", kind: "error", rows: step2Errors },
];

/** The row of the catalogue that a story claims to reach. */
function rowOf(stage: Stage, kind: CodeRow["kind"], row: AnyRow): CodeRow {
  const found = catalogue.find((each) => keyOf(stage, row) === keyOf(each.stage, each) && each.kind === kind);
  if (!found) throw new Error(`The catalogue has no ${kind} ${keyOf(stage, row)}.`);
  return found;
}

/** The catalogue's message with the table's values; a placeholder without one stays and fails the comparison. */
const filled = (message: string, values: Record<string, string> = {}) => message.replace(/\{(#?\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const begin = (desk: CatalogueDesk, stage: Stage, row: AnyRow): Promise<Story> =>
  openStory(desk, { email: row.values?.["email"] ?? `${keyOf(stage, row).replaceAll(" ", ".").toLowerCase()}@applicant.test`, options: row.options ?? {} });

for (const { stage, kind, rows } of steps)
  for (const row of rows)
    test(`${stage} is answered with the ${kind} ${row.code} ${(row.variant ?? 1).toString()}`, async ({ desk }) => {
      const { code, http, message } = rowOf(stage, kind, row);
      const told = filled(message, row.values);
      const { status, body, hasWritten } = await row.reach(await begin(desk, stage, row));

      if (kind === "retry") expect(body).toMatchObject({ retry: [{ retryCode: code, retryMsg: told }], kycStatus: "incomplete", retryCount: row.retryCount ?? 1 });
      else expect(body).toEqual({ errorCode: code, message: told, errors: [{ code, message: told }] });
      expect(status).toBe(http);
      expect(hasWritten, "a retry is kept, a refusal writes nothing").toBe(kind === "retry");
    });

for (const row of reviewRows)
  test(`a submission is rejected with ${row.code}`, async ({ desk }) => {
    const { code, message } = rowOf("review", "reject", row);
    const story = await begin(desk, "review", row);
    const id = await row.reach(story);
    const rejected = { result: "rejected", commentCode: [code], comment: [row.message ?? filled(message, row.values)] };
    await expect.poll(() => story.kycOf(id)).toMatchObject(rejected);
  });

test("the stories reach each of the 99 rows once, and no other", () => {
  const reached = [...steps.flatMap(({ stage, rows }) => rows.map((row) => keyOf(stage, row))), ...reviewRows.map((row) => keyOf("review", row))];
  expect(reached).toHaveLength(99);
  expect(reached.sort()).toEqual(catalogue.map((row) => keyOf(row.stage, row)).sort());
});
