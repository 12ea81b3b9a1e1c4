import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, expect, inject, test } from "vitest";
import { createDatabase, createPool } from "@/db";
import { back, front, hour, inputOf, intakeTests, later, claims, validating } from "@/db/test/intake";
import { makeClient } from "@/db/test/make-client";
import { decideOpened } from "@/db/test/make-lease";
import { makeMember } from "@/db/test/make-member";
import { makeImage, makeSubmission } from "@/db/test/make-submission";
import { freshDatabase } from "@/db/test/test-database";
import { isUniqueViolation } from "@/db/violations";
import { sha256Of } from "@/e2e/engine-double";
import { ApiRefusal, AppError } from "@/lib/errors";
import { mayMove, type SubmissionStatus } from "@/lib/kyc/review/transitions";
import type { ApiContext, MemberContext } from "./context";
import { deleteSubmission } from "./delete-submission";
import { eraseSubmission } from "./erase-submission";
import { insertSubmission } from "./insert-submission";
import { patchSubmission } from "./patch-submission";
import { reviewSubmission } from "./review-submission";
import { submitPreStep2 } from "./submit-prestep2";
import { submitStep1 } from "./submit-step1";
import { submitStep2 } from "./submit-step2";
import { timeOutSubmissions } from "./time-out-submissions";
import { verifyAudit } from "./verify-audit";

const sequences = 200;
const [shortest, longest] = [9, 15];

const { stores, double, engines } = await intakeTests();

/** A database of its own: the job works in every project, and nothing here stops a move but the code itself. */
const database = await freshDatabase(inject("databaseUrl"));
const pool = createPool(database.url);
const db = createDatabase(pool);
afterAll(async () => {
  await pool.end();
  await database.drop();
});
for (const guard of ["submissions_transition", "submissions_decision"]) await db.execute(sql.raw(`drop trigger ${guard} on submissions`));
await db.execute(sql`create table moves (id serial, project_id uuid, submission_id uuid, before text, after text, tries_before integer, tries_after integer)`);
await db.execute(sql`create function record_move() returns trigger language plpgsql as $$ begin
  insert into moves (project_id, submission_id, before, after, tries_before, tries_after)
    values (new.project_id, new.id, case when tg_op = 'INSERT' then 'new' else old.status end, new.status, case when tg_op = 'INSERT' then 0 else old.retry_count end, new.retry_count);
  return null; end $$`);
await db.execute(sql`create trigger record_move after insert or update on submissions for each row execute function record_move()`);

interface Move extends Record<string, unknown> {
  before: SubmissionStatus | "new";
  after: SubmissionStatus;
  tries_before: number;
  tries_after: number;
}

/** Pictures with which the engines find a fault. */
const [unread, stranger] = [(await makeImage(3)).bytes, (await makeImage(4)).bytes];
const wrongAccount = "9999999999";

interface World {
  client: ApiContext;
  admin: MemberContext;
}

interface Row extends Record<string, unknown> {
  id: string;
  email: string | null;
  status: SubmissionStatus;
  version: number;
}

const rowsOf = async ({ client }: World): Promise<Row[]> => (await db.execute<Row>(sql`select id, email, status, version from submissions where project_id = ${client.projectId} order by created_at, id`)).rows;

const nobody: Row = { id: "7f3c1e52-0b1d-4c3a-9a52-1f0e6f1d2b3c", email: null, status: "deleted", version: 1 };

/** One that stands so, three times out of four; else any. */
async function pick(world: World, nth: number, ...wanted: SubmissionStatus[]): Promise<Row> {
  const rows = await rowsOf(world);
  const fitting = rows.filter(({ status }) => wanted.includes(status));
  const among = nth % 4 !== 3 && fitting.length > 0 ? fitting : rows;
  return among[Math.floor(nth / 4) % Math.max(1, among.length)] ?? nobody;
}

const nth = fc.nat(15);
const email = fc.constantFrom("anna@example.com", " ANNA@example.com", "bo@example.com", "cy@example.com");
const outcome = fc.constantFrom("approved", "rejected");

const call = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("step1"), email, issuingCountry: fc.constantFrom("UTO", "UTO", "UTO", "IRN"), picture: fc.constantFrom("clear", "clear", "clear", "unread", "unread", "broken"), goesOn: fc.constantFrom(false, false, true), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("prestep2"), accountNumber: fc.constantFrom("110123456789", wrongAccount), nth }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("step2"), selfie: fc.constantFrom("own", "own", "own", "own", "stranger", "broken"), name: fc.constantFrom("Kim Minseo", "Kim Minsu"), nth }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("review"), outcome, country: fc.constantFrom("HRV", "IRN", undefined, undefined), nth }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("desk"), outcome, nth }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("patch"), kycStatus: fc.option(outcome, { nil: undefined }), gender: fc.constantFrom("male", "female"), nth }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("insert"), email, outcome }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("import"), email }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("timeOut") }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("delete", "erase"), nth }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("wait"), hours: fc.constantFrom(1, 23, 25, 72, 73, 24 * 31) }) },
);
type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never;

const pictureOf = { clear: front, unread, broken: Buffer.from("no picture"), own: back, stranger } as const;

async function begin(world: World, { email: address, issuingCountry, picture, goesOn, nth: place }: Extract<Call, { kind: "step1" }>): Promise<unknown> {
  const known = goesOn ? await pick(world, place, "incomplete") : null;
  const given = { issuingCountry, email: known?.email ?? address, submissionId: known?.id ?? null };
  return submitStep1(world.client, inputOf(given), { idImage: pictureOf[picture], idBackImage: null });
}

async function finish(world: World, { selfie, name, nth: place }: Extract<Call, { kind: "step2" }>): Promise<unknown> {
  const { id } = await pick(world, place, "incomplete");
  const fields = { ...claims, submissionId: id, name, userOccupancyName: "Kim Minseo", userOccupancyCode: "4821" };
  return submitStep2(world.client, { fields: new Map(Object.entries(fields)), files: new Map([["faceImage", pictureOf[selfie]]]) });
}

async function decide({ admin }: World, { id, version }: Row, wanted: "approved" | "rejected"): Promise<unknown> {
  if (wanted === "approved") return decideOpened(admin, id, { outcome: wanted, version });
  return decideOpened(admin, id, { outcome: wanted, version, codes: ["id_image_badImage"], otherText: null, fields: {}, confirmedHits: [] });
}

/** The index refuses a second open case, as the importer tells its operator. */
function refusedImport(error: unknown): void {
  if (!isUniqueViolation(error, "submissions_one_open_per_email_key")) throw error;
}

/** Makes one call; the world afterwards is another only when it waits. */
async function make(world: World, made: Call): Promise<unknown> {
  const { client, admin } = world;
  const name = admin.actor.email;
  switch (made.kind) {
    case "step1":
      return begin(world, made);
    case "prestep2":
      return submitPreStep2(client, { submissionId: (await pick(world, made.nth, "incomplete")).id, requestType: "occupancy", userName: "Kim Minseo", bankCode: "088", accountNumber: made.accountNumber });
    case "step2":
      return finish(world, made);
    case "review":
      return reviewSubmission(client, { admin: name, submissionId: (await pick(world, made.nth, "pending")).id, status: made.outcome, rejectComment: "id_image_badImage", updateFields: made.country && { issuingCountry: made.country } });
    case "desk":
      return decide(world, await pick(world, made.nth, "pending"), made.outcome);
    case "patch":
      return patchSubmission(client, { admin: name, submissionId: (await pick(world, made.nth, "approved", "rejected")).id, data: { gender: made.gender, kycStatus: made.kycStatus } });
    case "insert":
      return insertSubmission(client, { admin: name, email: made.email, fullName: "Anna Muster", birthDate: "1990-01-02", kycStatus: made.outcome, idType: "passport", issuingCountry: "DEU" }, "Asia/Seoul");
    case "import":
      return makeSubmission(admin, { email: made.email }).catch(refusedImport);
    case "timeOut":
      return timeOutSubmissions(client, { onFailure: (_id, error) => expect.fail(String(error)) });
    case "delete":
      return deleteSubmission(client, { admin_name: name, submission_id: (await pick(world, made.nth, "incomplete", "pending", "approved")).id });
    case "erase":
      return eraseSubmission(admin, (await pick(world, made.nth, "rejected")).id);
    case "wait":
      return undefined;
  }
}

/** A refusal is an answer; anything else that is thrown is a fault. */
async function answered(run: Promise<unknown>): Promise<void> {
  await run.catch((error: unknown) => {
    if (!(error instanceof ApiRefusal || error instanceof AppError)) throw error;
  });
}

/** E-mails that have more than one case which is pending, or decided and not released. */
async function crowded({ client }: World): Promise<unknown[]> {
  const { rows } = await db.execute(sql`select email_key from submissions where project_id = ${client.projectId} and (status = 'pending' or (status in ('approved', 'rejected') and released_at is null))
    group by email_key having count(*) > 1`);
  return rows;
}

/** Decided submissions whose decision is not there, or says otherwise. */
async function undecided({ client }: World): Promise<unknown[]> {
  const { rows } = await db.execute(sql`select s.id from submissions s left join decisions d on d.id = s.decision_id and d.submission_id = s.id
    where s.project_id = ${client.projectId} and s.status in ('approved', 'rejected') and d.outcome is distinct from s.status`);
  return rows;
}

const seldom = fc.constantFrom(false, false, false, true);
const policy = fc.record({
  bankAuthentication: seldom, rejectedPeriodDays: fc.constantFrom(0, 0, 0, 1), automatedProcessingOnly: seldom, rejectDuplicateUser: seldom, retryTimeoutHours: fc.constantFrom(24, 1, null),
});

async function playedIn(options: typeof policy extends fc.Arbitrary<infer Value> ? Value : never, calls: readonly Call[]): Promise<Move[]> {
  const { ctx } = await makeClient(db, stores, engines, { ...validating, blacklistCountries: ["IRN"], ...options });
  const actor = { kind: "member" as const, ...(await makeMember(db, { projectId: ctx.projectId, role: "admin" })) };
  let client = ctx;
  for (const made of calls) {
    if (made.kind === "wait") client = later(client, made.hours * hour);
    const world: World = { client, admin: { ...client, actor } };
    await answered(make(world, made));
    expect(await crowded(world)).toEqual([]);
    expect(await undecided(world)).toEqual([]);
    // Each call comes a moment after the one before.
    client = later(client, 1_000);
  }
  expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
  return (await db.execute<Move>(sql`select before, after, tries_before, tries_after from moves where project_id = ${ctx.projectId} order by id`)).rows;
}

/** Arrows that the calls above lead along; asking to submit again and undoing are others' to test. */
const arrows = [
  "new incomplete", "new pending", "new approved", "new rejected", "incomplete incomplete", "incomplete pending", "incomplete approved", "incomplete rejected", "incomplete deleted",
  "pending approved", "pending rejected", "pending deleted", "approved rejected", "rejected approved", "approved deleted", "rejected deleted",
];

test(`in ${sequences} sequences of ${shortest} to ${longest} calls, by the code alone: statuses move along the arrows, no count of tries falls, no e-mail has two open cases, what is decided has its decision`, async () => {
  double.program("readZone", sha256Of(unread), { facts: { isWhole: false } });
  double.program("compareFaces", sha256Of(stranger), { facts: { isMatch: false } });
  double.program("transferOneWon", wrongAccount, { facts: { outcome: "invalid_account_number" } });
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(policy, fc.array(call, { minLength: shortest, maxLength: longest, size: "max" }), async (options, calls) => {
      for (const move of await playedIn(options, calls)) {
        // A change that leaves the status is no move.
        if (move.before !== move.after) expect(mayMove(move.before, move.after), `${move.before} to ${move.after}`).toBe(true);
        expect(move.tries_after).toBeGreaterThanOrEqual(move.tries_before);
        seen.add(`${move.before} ${move.after}`);
      }
    }),
    { numRuns: sequences },
  );
  expect(arrows.filter((arrow) => !seen.has(arrow))).toEqual([]);
}, 600_000);
