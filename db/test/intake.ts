import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, inject, vi } from "vitest";
import { createDatabase, createPool, type Database } from "@/db";
import { submissions } from "@/db/schema/submissions";
import { startEngineDouble } from "@/e2e/engine-double";
import { step1AnswerSchema, type Step1Answer, type Step1Input } from "@/lib/contracts/v3/step1";
import { step2AnswerSchema, type Step2Answer, type Step2Field } from "@/lib/contracts/v3/step2";
import { createEngines } from "@/lib/engines/create-engines";
import { ApiRefusal } from "@/lib/errors";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { ApiContext } from "@/lib/services/context";
import { submitStep1 } from "@/lib/services/submit-step1";
import { submitStep2 } from "@/lib/services/submit-step2";
import { makeClient } from "./make-client";
import { makeImage } from "./make-submission";
import { freshDatabase } from "./test-database";
import { testStores } from "./test-stores";
import { withRollback } from "./with-rollback";

/** Two pictures that are not the same. */
export const [front, back] = [(await makeImage(1)).bytes, (await makeImage(2)).bytes];

export const validating = { idCardValidation: true } as const;

export const inputOf = (given: Partial<Step1Input> = {}): Step1Input => ({
  issuingCountry: "UTO", email: "anna@example.com", idType: "passport", submissionId: null, userid: null, customFields: [null, null, null], customOptions: {}, ...given,
});

export const step1 = async (ctx: ApiContext, given: Partial<Step1Input> = {}, images: { front?: Buffer; back?: Buffer | null } = {}): Promise<Step1Answer> =>
  step1AnswerSchema.parse(await submitStep1(ctx, inputOf(given), { idImage: images.front ?? front, idBackImage: images.back ?? null }));

/** What the double reads of every document, as an applicant says it. */
export const claims: Partial<Record<Step2Field, string>> = {
  name: "Kim Minseo", date_of_birth: "1994-05-12", gender: "female", nationality: "KOR", document_number: "M70689098", date_of_issue: "2021-01-10", date_of_expiry: "2099-01-09",
};

export const step2 = async (ctx: ApiContext, submissionId: string, given: Partial<Record<Step2Field, string>> = {}, files: Record<string, Buffer> = { faceImage: back }): Promise<Step2Answer> =>
  step2AnswerSchema.parse(await submitStep2(ctx, { fields: new Map(Object.entries({ submissionId, ...claims, ...given })), files: new Map(Object.entries(files)) }));

/** A submission that passed Step 1. */
export const passed = async (ctx: ApiContext, given: Partial<Step1Input> = {}, images: { front?: Buffer; back?: Buffer | null } = {}): Promise<string> => (await step1(ctx, given, images)).submissionId;

/** Until its database is dropped, nothing can be inserted into the table. */
export async function refuseInserts(db: Database, table: "attempts" | "decisions"): Promise<void> {
  await db.execute(sql.raw("create function refuse_insert() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$"));
  await db.execute(sql.raw(`create trigger refuse_insert before insert on ${table} for each row execute function refuse_insert()`));
}

/** What a client reads: the code of a refusal, the codes of a failed try and of its rejection, or how it stands. */
export async function outcomeOf(run: Promise<Step1Answer | Step2Answer>): Promise<string> {
  try {
    const answer = await run;
    const codes = "commentCode" in answer ? (answer.commentCode ?? []) : [];
    if ("retry" in answer) return [answer.kycStatus, ...answer.retry.map(({ retryCode }) => retryCode), ...codes].join(" ");
    return [answer.kycStatus, ...codes].join(" ");
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return `${error.status} ${String(error.body["errorCode"])}`;
  }
}

export const rowsOf = (ctx: ApiContext) => ctx.db.select().from(submissions).where(eq(submissions.projectId, ctx.projectId)).orderBy(submissions.createdAt);
export const later = (ctx: ApiContext, milliseconds: number): ApiContext => ({ ...ctx, now: new Date(ctx.now.getTime() + milliseconds) });
export const hour = 60 * 60 * 1000;

const quiet = {
  DATABASE_URL: "postgres://nobody@127.0.0.1/nothing", IMAGES_DIR: "images", KEYS_DIR: "keys", MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  NEXTAUTH_SECRET: "a secret of thirty-two letters or more", LOG_LEVEL: "silent",
};

/** A file's own stores, double and engines; the double forgets everything before each test. What is logged is not told. */
export async function intakeTests() {
  for (const [name, value] of Object.entries(quiet)) vi.stubEnv(name, value);
  const stores = testStores();
  const double = await startEngineDouble();
  const engines = createEngines(double.config(), () => undefined);
  afterAll(() => double.close());
  beforeEach(() => double.reset());
  const withClient = (options: Partial<ProjectOptions>, body: (ctx: ApiContext, db: Database) => Promise<void>) =>
    withRollback(async (db) => body((await makeClient(db, stores, engines, options)).ctx, db));
  /** For what changes the database itself, such as a trigger that raises. */
  const withOwnDatabase = async (body: (ctx: ApiContext) => Promise<void>) => {
    const database = await freshDatabase(inject("databaseUrl"));
    const pool = createPool(database.url);
    try {
      await body((await makeClient(createDatabase(pool), stores, engines)).ctx);
    } finally {
      await pool.end();
      await database.drop();
    }
  };
  return { stores, double, engines, withClient, withOwnDatabase };
}
