import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, expect, inject, test, vi } from "vitest";
import type * as z from "zod/mini";
import * as submission from "@/app/v3/submission/route";
import * as image from "@/app/v3/submission/image/route";
import * as partial from "@/app/v3/submission/partial/route";
import * as review from "@/app/v3/submission/review/route";
import * as step1 from "@/app/v3/submission/step1/route";
import * as step2 from "@/app/v3/submission/step2/route";
import * as account from "@/app/v3/submission/validationaccount/route";
import { createDatabase, createPool } from "@/db";
import { back, front, intakeTests, passed } from "@/db/test/intake";
import { listen, sendRaw, type RawAnswer, type Route } from "@/db/test/listen";
import { makeClient } from "@/db/test/make-client";
import { makeMember } from "@/db/test/make-member";
import { makeImage, makeSubmission } from "@/db/test/make-submission";
import { oddRequests, type OddRequest } from "@/db/test/odd-requests";
import { freshDatabase } from "@/db/test/test-database";
import { sha256Of } from "@/e2e/engine-double";
import { operations } from "@/lib/contracts/v3/operations";
import type { ImageKind } from "@/lib/kyc/images";
import type { SubmissionStatus } from "@/lib/kyc/review/transitions";
import type { ApiContext } from "@/lib/services/context";
import { imageLinker } from "@/lib/services/image-link";
import { markRequests } from "./client-address";
import { imageLinkKey } from "./image-links";

/** Requests before the memory is measured, and after. */
const half = 1_000;
/** What 1,000 requests may leave in memory after a collection: objects and buffers together. */
const maxGrowthBytes = 4 * 1024 * 1024;

const { stores, double, engines } = await intakeTests();
vi.stubEnv("NEXTAUTH_URL", "https://desk.example.com");

const database = await freshDatabase(inject("databaseUrl"));
const pool = createPool(database.url);
afterAll(async () => {
  await pool.end();
  await database.drop();
});
const db = createDatabase(pool);

/** The stores, and what lies in them. */
const kept = new Set<string>();
const storage: typeof stores.storage = {
  ...stores.storage,
  put: async (bytes) => stores.storage.put(bytes).then((key) => (kept.add(key), key)),
  delete: async (key) => stores.storage.delete(key).then(() => void kept.delete(key)),
};
const vault: typeof stores.vault = {
  ...stores.vault,
  createSubmissionKey: async (projectId, id) => stores.vault.createSubmissionKey(projectId, id).then((key) => (kept.add(id), key)),
  destroySubmissionKey: async (projectId, id) => stores.vault.destroySubmissionKey(projectId, id).then(() => void kept.delete(id)),
};

const tables = ["submissions", "attempts", "images", "evaluations", "decisions", "audit_entries", "audit_values", "bank_authentications", "idempotent_answers"];

/** Everything that a request can write: rows by table, every version and count of tries, files and keys. */
async function written(): Promise<unknown> {
  const counts = tables.map((table) => `(select count(*) from ${table}) as ${table}`).join(", ");
  const { rows } = await db.execute(sql.raw(`select ${counts}, sum(version) as versions, sum(retry_count) as tries, max(updated_at) as last from submissions`));
  return { ...rows[0], kept: kept.size };
}

interface Stage {
  ctx: ApiContext;
  key: string;
  otherKey: string;
  admin: string;
  origin: string;
}

const idOf = async ({ ctx }: Stage, where: string): Promise<string | null> => {
  const { rows } = await db.execute<{ id: string }>(sql.raw(`select id from submissions where project_id = '${ctx.projectId}' and ${where} order by random() limit 1`));
  return rows[0]?.id ?? null;
};

const unfinished = "status = 'incomplete' and step1_passed_at is not null";
/** Whose bank code was sent: a Step 2 can finish it. */
const paid = `${unfinished} and id in (select submission_id from bank_authentications)`;

/** What the words in a request stand for by now; a submission that is wanted and not there is made. */
async function wordsOf(stage: Stage, text: string): Promise<Record<string, string>> {
  const { ctx, key, otherKey, admin } = stage;
  const email = `${randomUUID()}@example.com`;
  const words: Record<string, string> = { key, otherKey, admin, newEmail: email };
  const status = (wanted: SubmissionStatus) => idOf(stage, `status = '${wanted}'`);
  if (text.includes("@@incomplete@@")) words["incomplete"] = (await idOf(stage, paid)) ?? (await idOf(stage, unfinished)) ?? (await passed(ctx, { email }));
  if (text.includes("@@pending@@")) words["pending"] = (await status("pending")) ?? (await makeSubmission(ctx, { email, images: ["idImage"] }));
  if (text.includes("@@decided@@")) words["decided"] = (await idOf(stage, "status in ('approved', 'rejected')")) ?? randomUUID();
  if (text.includes("@@any@@")) words["any"] = (await idOf(stage, "true")) ?? randomUUID();
  if (text.includes("@@linked@@")) {
    const linked = await makeSubmission(ctx, { email, images: ["idImage"] });
    const { rows } = await db.execute<{ id: string }>(sql`select id from images where submission_id = ${linked}`);
    const link = new URL(imageLinker(imageLinkKey(), stage.origin, new Date())({ projectId: ctx.projectId, submissionId: linked, imageId: rows[0]?.id ?? "", kind: "idImage" satisfies ImageKind }));
    Object.assign(words, { linked, expires: link.searchParams.get("expires"), signature: link.searchParams.get("signature") });
  }
  return words;
}

const isUnforeseen = (text: string) => /data_processing_error|unexpected_error|processing_error|Something went wrong/.test(text);

/** The documented answer of the call with this status, held against what came. */
function expectDocumented({ method, path }: OddRequest, { status, headers, body }: RawAnswer): void {
  const operation = operations.find((each) => each.path === path && each.method === method.toLowerCase());
  const documented = operation?.answers.find((answer) => answer.status === status);
  const text = body.toString();
  expect(documented, `${method} ${path} answers ${status}: ${text.slice(0, 200)}`).toBeDefined();
  if (documented?.schema === null) return expect(headers["content-type"]).toBe("image/jpeg");
  expect(isUnforeseen(text), text).toBe(false);
  (documented?.schema as z.ZodMiniType).parse(JSON.parse(text));
}

async function send(stage: Stage, request: OddRequest): Promise<RawAnswer> {
  const { method, path, query, headers, body } = request;
  const words = await wordsOf(stage, `${query}${body?.toString("latin1") ?? ""}`);
  const filled = (text: string) => text.replace(/@@(\w+)@@/g, (whole, word: string) => words[word] ?? whole);
  const sent = body === null ? null : Buffer.from(filled(body.toString("latin1")), "latin1");
  const before = await written();
  const answer = await sendRaw(`${stage.origin}${path}${filled(query)}`, method, Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])), sent);
  expectDocumented(request, answer);
  if (answer.status !== 200 || method === "GET") expect(await written()).toEqual(before);
  return answer;
}

async function openStage(): Promise<Stage & { close(): Promise<void> }> {
  globalThis.verdictRuntime = { pool, db, engines, vault, storage };
  const { ctx, text: key } = await makeClient(db, { vault, storage }, engines, { requestsPerMinute: 100_000, idCardValidation: true, bankAuthentication: true, addressCollection: true });
  const { text: otherKey } = await makeClient(db, { vault, storage }, engines);
  const { email: admin } = await makeMember(db, { projectId: ctx.projectId, role: "admin" });
  const routes: Record<string, Record<string, Route>> = {
    "": { GET: submission.GET, POST: submission.POST, PATCH: submission.PATCH, DELETE: submission.DELETE }, "/image": { GET: image.GET, PUT: image.PUT }, "/partial": { DELETE: partial.DELETE },
    "/review": { POST: review.POST }, "/step1": { POST: step1.POST }, "/step2": { POST: step2.POST }, "/validationaccount": { POST: account.POST },
  };
  markRequests();
  const server = await listen(new Map(Object.entries(routes).flatMap(([path, methods]) => Object.entries(methods).map(([method, route]) => [`${method} /v3/submission${path}`, route]))));
  return { ctx, key, otherKey, admin, ...server };
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in use after a collection; what waits to be finalised goes with the second. */
async function usedBytes(): Promise<number> {
  double.reset();
  collect();
  await setImmediate();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test(`whatever comes, ${2 * half} requests are answered as documented, an error writes nothing, and no memory is lost`, async () => {
  const stage = await openStage();
  const unread = (await makeImage(3)).bytes;
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "white" } }).png().toBuffer();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>alert(1)</script></svg>');
  const pictures = { right: [front, back, front, unread], odd: [png.subarray(0, 40), front.subarray(0, 900), Buffer.alloc(0), svg, Buffer.concat([front, svg]), Buffer.concat([front, Buffer.alloc(2_100_000)])] };
  const seen = new Map<string, number>();

  const run = () =>
    fc.assert(
      fc.asyncProperty(oddRequests(pictures), async (request) => {
        double.program("readZone", sha256Of(unread), { facts: { isWhole: false } });
        const { status } = await send(stage, request);
        const what = `${request.method} ${request.path} ${status === 200 ? "done" : "refused"}`;
        seen.set(what, (seen.get(what) ?? 0) + 1);
      }),
      { numRuns: half },
    );
  await run();
  const before = await usedBytes();
  await run();
  const growth = (await usedBytes()) - before;
  await stage.close();

  for (const { method, path } of operations) for (const came of ["done", "refused"]) expect(seen.get(`${method.toUpperCase()} ${path} ${came}`), `${method} ${path} ${came}`).toBeGreaterThan(0);
  expect(growth).toBeLessThan(maxGrowthBytes);
}, 600_000);
