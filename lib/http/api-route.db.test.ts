import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { createDatabase, createPool, type Database } from "@/db";
import { apiKeys } from "@/db/schema/api-keys";
import { projects } from "@/db/schema/projects";
import type { ProjectState } from "@/lib/kyc/project-state";
import { makeContext } from "@/db/test/make-context";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { createEngines } from "@/lib/engines/create-engines";
import { NotFoundError } from "@/lib/errors";
import type { ProjectOptions } from "@/lib/kyc/options";
import { createApiKey } from "@/lib/services/create-api-key";
import { revokeApiKey } from "@/lib/services/revoke-api-key";
import { apiPreflight, apiRoute, type ApiStage } from "./api-route";
import { peerHeader } from "./client-address";

vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1/nothing");
vi.stubEnv("IMAGES_DIR", "images");
vi.stubEnv("KEYS_DIR", "keys");
vi.stubEnv("MASTER_KEY", Buffer.alloc(32, 7).toString("base64"));
vi.stubEnv("NEXTAUTH_SECRET", "a secret of thirty-two letters or more");
vi.stubEnv("NEXTAUTH_URL", "https://desk.example.com");
vi.stubEnv("LOG_LEVEL", "silent");

const stores = testStores();
const engines = createEngines({ urls: {}, secret: "", timeoutMs: 1_000 });
const unreachable = createPool("postgres://nobody@127.0.0.1:1/nothing");
afterAll(() => unreachable.end());

/** What another process would have: limiters of its own. */
const inAnotherProcess = () => {
  globalThis.verdictApiLimiters = undefined;
};
beforeEach(inAnotherProcess);

const stages: ApiStage[] = ["step1", "prestep2", "step2", "insert", "query", "review", "admin"];
const forbidden = [403, { message: "Forbidden" }] as const;
const step = (code: string, message: string) => [400, { errorCode: code, message, errors: [{ code, message }] }] as const;
const sentence = (message: string) => [400, { message, statusCode: 400 }] as const;
const done = [200, { done: true }] as const;
const unauthorized = step("unauthorized", "Invalid API key. Please check.");
const noProject = step("invalid_request", "Failed to find the project. Please check the project ID.");

/** A project with a key, as the server sees it. */
async function makeClient(db: Database, options: Partial<ProjectOptions> = {}, state: ProjectState = "open") {
  globalThis.verdictRuntime = { pool: testPool(), db, engines, ...stores };
  const ctx = await makeContext(db, stores, "admin", options);
  const { keyId, text } = await createApiKey(ctx, { name: "Website" });
  await db.update(projects).set({ state }).where(eq(projects.id, ctx.projectId));
  return { ctx, keyId, text, projectId: ctx.projectId };
}

const request = (headers: Record<string, string>, method = "POST") => new NextRequest("https://desk.example.com/v3/submission/step1", { method, headers });

async function call(stage: ApiStage, headers: Record<string, string>, handler: Parameters<typeof apiRoute>[1] = () => Promise.resolve({ done: true })) {
  const response = await apiRoute(stage, handler)(request(headers));
  const body: unknown = await response.json();
  return { status: response.status, body, headers: response.headers, said: [response.status, body] };
}

describe("keys", () => {
  test.each(stages)("at %s a right key opens its project, and nothing else does", (stage) =>
    withRollback(async (db) => {
      const { ctx, keyId, text } = await makeClient(db);
      const wrong = { step1: forbidden, prestep2: unauthorized, step2: unauthorized, insert: forbidden, query: forbidden, review: sentence("Project not found."), admin: forbidden }[stage];
      expect((await call(stage, {})).said).toEqual(forbidden);
      expect((await call(stage, { "x-api-key": "" })).said).toEqual(forbidden);

      const otherSecret = text.slice(0, -1) + (text.endsWith("A") ? "B" : "A");
      for (const key of ["malformed", `${text}x`, text.toUpperCase(), otherSecret, `vk_000000000000_${"a".repeat(43)}`, "v".repeat(4_000)]) expect((await call(stage, { "x-api-key": key })).said, key).toEqual(wrong);
      expect((await call(stage, { "x-api-key": text })).said).toEqual(done);

      await revokeApiKey(ctx, keyId);
      expect((await call(stage, { "x-api-key": text })).said).toEqual(wrong);
    }),
  );

  test("a key leads to its own project alone, with its own policy and as itself", () =>
    withRollback(async (db) => {
      const [one, other] = [await makeClient(db, { ageLimit: 20 }), await makeClient(db, { ageLimit: 30 })];
      for (const [{ text, projectId, keyId }, ageLimit] of [[one, 20], [other, 30]] as const) {
        const { body } = await call("query", { "x-api-key": text }, async (ctx, _request, client) => ({ projectId: ctx.projectId, actor: ctx.actor, ageLimit: client.options.ageLimit, claim: ctx.claim }));
        expect(body).toEqual({ projectId, actor: { kind: "client", apiKeyId: keyId, label: "API key Website" }, ageLimit, claim: null });
      }
      await expect(revokeApiKey(one.ctx, other.keyId)).rejects.toMatchObject({ status: 404 });
    }),
  );

  test("a key says when it was used, to the minute, and a refused one says nothing", () =>
    withRollback(async (db) => {
      const { text, keyId } = await makeClient(db);
      const lastUse = async () => (await db.select({ at: apiKeys.lastUsedAt }).from(apiKeys).where(eq(apiKeys.id, keyId)))[0]?.at ?? null;
      await call("query", { "x-api-key": `${text.slice(0, 16)}${"a".repeat(43)}` });
      expect(await lastUse()).toBeNull();
      await call("query", { "x-api-key": text });
      const first = await lastUse();
      expect(first).not.toBeNull();
      await call("query", { "x-api-key": text });
      expect(await lastUse()).toEqual(first);
      await db.update(apiKeys).set({ lastUsedAt: new Date(Date.now() - 61_000) }).where(eq(apiKeys.id, keyId));
      await call("query", { "x-api-key": text });
      expect(Date.now() - ((await lastUse())?.getTime() ?? 0)).toBeLessThan(60_000);
    }),
  );
});

describe("projects", () => {
  const closed = { step1: step("invalid_project", "This project is not available."), insert: step("invalid_project", "This project is not available."), prestep2: noProject, step2: noProject, query: done, review: done, admin: done };
  const deleted = { step1: noProject, insert: noProject, prestep2: noProject, step2: noProject, query: noProject, review: noProject, admin: noProject };
  test.each<[ProjectState, typeof closed | typeof deleted]>([["stopped", closed], ["closed", closed], ["deleted", deleted]])("of a %s project every stage says so", (state, answers) =>
    withRollback(async (db) => {
      const { text } = await makeClient(db, {}, state);
      for (const stage of stages) expect((await call(stage, { "x-api-key": text })).said, stage).toEqual(answers[stage]);
    }),
  );
});

describe("addresses", () => {
  test.each([
    ["any, without a list", [], "198.51.100.9", true],
    ["none known, without a list", [], "", true],
    ["in a block of IPv4", ["192.0.2.0/24"], "192.0.2.255", true],
    ["beside a block of IPv4", ["192.0.2.0/24"], "192.0.3.0", false],
    ["the one of a single address", ["192.0.2.7/32"], "192.0.2.7", true],
    ["in a block of IPv6", ["2001:db8:5::/48"], "2001:db8:5:ffff::1", true],
    ["beside a block of IPv6", ["2001:db8:5::/48"], "2001:db8:6::1", false],
    ["of IPv4, as a dual socket writes it", ["192.0.2.0/24"], "::ffff:192.0.2.9", true],
    ["of IPv4 in hexadecimal, as a dual socket may write it", ["192.0.2.0/24"], "::ffff:c000:209", true],
    ["mapped, and beside the block", ["192.0.2.0/24"], "::ffff:198.51.100.9", false],
    ["of IPv6 where only IPv4 is listed", ["0.0.0.0/0"], "2001:db8::1", false],
    ["in the second of two blocks", ["192.0.2.0/24", "2001:db8::/32"], "2001:db8::1", true],
    ["none known, with a list", ["0.0.0.0/0", "::/0"], "", false],
  ])("%s", (_name, ipAllowList, address, isAllowed) =>
    withRollback(async (db) => {
      const { text } = await makeClient(db, { ipAllowList });
      const { said } = await call("step2", { "x-api-key": text, [peerHeader]: address });
      expect(said).toEqual(isAllowed ? done : [403, { message: "explicit deny" }]);
    }),
  );

  test("a denied address with a wrong key learns nothing of the list", () =>
    withRollback(async (db) => {
      const { text } = await makeClient(db, { ipAllowList: ["192.0.2.0/24"] });
      expect((await call("step1", { "x-api-key": `${text.slice(0, 16)}${"a".repeat(43)}`, [peerHeader]: "198.51.100.9" })).said).toEqual(forbidden);
    }),
  );
});

describe("the rate", () => {
  const take = async (stage: ApiStage, text: string) => (await call(stage, { "x-api-key": text })).status;

  test("is counted by key over all processes and stages, and what is over it is told when to come again", () =>
    withRollback(async (db) => {
      const { text, ctx } = await makeClient(db, { requestsPerMinute: 3 });
      const other = await createApiKey(ctx, { name: "Another program" });
      expect([await take("step1", text), await take("query", text)]).toEqual([200, 200]);
      inAnotherProcess();
      expect([await take("review", text), await take("step1", text)]).toEqual([200, 429]);
      inAnotherProcess();
      const refused = await call("step1", { "x-api-key": text });
      expect(refused.said).toEqual([429, { message: "Too many requests. Please slow down." }]);
      expect(Number(refused.headers.get("retry-after"))).toSatisfy((seconds: number) => Number.isInteger(seconds) && seconds >= 1 && seconds <= 60);
      expect(await take("step1", other.text)).toBe(200);
    }),
  );

  test("a minute later it counts anew, and a higher limit counts at once", () =>
    withRollback(async (db) => {
      const { text, keyId, projectId } = await makeClient(db, { requestsPerMinute: 1 });
      expect([await take("query", text), await take("query", text)]).toEqual([200, 429]);
      inAnotherProcess();
      await testPool().query("update rate_limits set expire = $1 where key like $2", [Date.now() - 1, `%${keyId}%`]);
      expect([await take("query", text), await take("query", text)]).toEqual([200, 429]);
      await db.execute(sql`insert into project_options (project_id, version, options, author, author_name, created_at)
        select project_id, version + 1, options || '{"requestsPerMinute": 50}', author, author_name, created_at from project_options where project_id = ${projectId}`);
      expect(await take("query", text)).toBe(200);
    }),
  );
});

describe("errors that nobody foresaw", () => {
  const secret = "the name of an applicant";
  const inWords = { step1: ["data_processing_error"], prestep2: ["unexpected_error"], step2: ["unexpected_error"], insert: ["processing_error"], query: [], review: [], admin: [] };

  test.each(stages)("at %s have the stage's code and nothing of their message", (stage) =>
    withRollback(async (db) => {
      const { text } = await makeClient(db);
      const fails = () => Promise.reject(Object.assign(new Error(secret), { detail: secret }));
      const { status, body } = await call(stage, { "x-api-key": text }, fails);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).not.toContain(secret);
      expect(body).toMatchObject(inWords[stage].length > 0 ? { errorCode: inWords[stage][0], errors: [{ code: inWords[stage][0] }] } : { statusCode: 400, message: expect.stringMatching(/Nothing was written\. Reference: [0-9a-f-]{36}$/) });
    }),
  );

  test.each(stages)("what was not meant for %s, a refusal of the desk's or a wrong shape, is never passed on as it is by a step", (stage) =>
    withRollback(async (db) => {
      const { text } = await makeClient(db);
      const isStep = inWords[stage].length > 0;
      const refused = await call(stage, { "x-api-key": text }, () => Promise.reject(new NotFoundError("The member")));
      expect(refused.body).toMatchObject(isStep ? { errorCode: inWords[stage][0] } : sentence("The member was not found.")[1]);
      const malformed = await call(stage, { "x-api-key": text }, async () => z.object({ admin: z.string() }).parse({}));
      expect(malformed.body).toMatchObject(isStep ? { errorCode: inWords[stage][0] } : sentence("Invalid data format.")[1]);
    }),
  );

  test.each(stages)("at %s a database that does not answer is the step's error, elsewhere 503 for a moment", async (stage) => {
    globalThis.verdictRuntime = { pool: unreachable, db: createDatabase(unreachable), engines, ...stores };
    const { status, body, headers } = await call(stage, { "x-api-key": `vk_000000000000_${"a".repeat(43)}`, origin: "https://page.example" });
    if (inWords[stage].length > 0) expect([status, body]).toEqual([400, expect.objectContaining({ errorCode: inWords[stage][0] })]);
    else expect([status, headers.get("retry-after")]).toEqual([503, "2"]);
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("pages of other origins", () => {
  const newOrigin = () => `https://${randomUUID()}.example`;
  const preflight = (origin: string) => apiPreflight(request({ origin, "access-control-request-method": "POST", "access-control-request-headers": "x-api-key" }, "OPTIONS"));

  test("a known one is told what it may send, an unknown one nothing", () =>
    withRollback(async (db) => {
      const origin = newOrigin();
      await makeClient(db, { corsOrigins: ["https://first.example", origin] });
      const told = await preflight(origin);
      expect(told.status).toBe(204);
      expect(Object.fromEntries(told.headers)).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
        "access-control-allow-headers": "x-api-key, content-type, idempotency-key",
        vary: "origin",
      });
      expect(told.headers.has("access-control-allow-credentials")).toBe(false);

      for (const unknown of [newOrigin(), "null", `${origin}:8443`, origin.toUpperCase(), `${origin}.evil.example`, `${origin}/`]) {
        const refused = await preflight(unknown);
        expect([refused.status, refused.headers.get("access-control-allow-origin")], unknown).toEqual([403, null]);
      }
    }),
  );

  test("an origin that a project once allowed, or that a deleted one allows, is unknown", () =>
    withRollback(async (db) => {
      const [former, ofDeleted] = [newOrigin(), newOrigin()];
      const { projectId } = await makeClient(db, { corsOrigins: [former] });
      await db.execute(sql`insert into project_options (project_id, version, options, author, author_name, created_at)
        select project_id, version + 1, options || '{"corsOrigins": []}', author, author_name, created_at from project_options where project_id = ${projectId}`);
      await makeClient(db, { corsOrigins: [ofDeleted] }, "deleted");
      for (const origin of [former, ofDeleted]) expect((await preflight(origin)).status).toBe(403);
    }),
  );

  test("answers are read where the caller's own project allows it; another project's permission counts for nothing", () =>
    withRollback(async (db) => {
      const [ours, theirs] = [newOrigin(), newOrigin()];
      const { text } = await makeClient(db, { corsOrigins: [ours] });
      await makeClient(db, { corsOrigins: [theirs] });
      const readableBy = async (origin: string) => (await call("step1", { "x-api-key": text, origin })).headers.get("access-control-allow-origin");
      expect(await readableBy(ours)).toBe(ours);
      expect(await readableBy(theirs)).toBeNull();
      expect(await readableBy(newOrigin())).toBeNull();
      expect((await call("step1", { "x-api-key": text })).headers.has("access-control-allow-origin")).toBe(false);
    }),
  );

  test("refusals are read as well, before and after the key is known", () =>
    withRollback(async (db) => {
      const origin = newOrigin();
      const { text } = await makeClient(db, { corsOrigins: [origin], requestsPerMinute: 1 });
      const refused = await call("step2", { "x-api-key": "wrong", origin });
      expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([400, origin]);
      const failed = await call("step2", { "x-api-key": text, origin }, () => Promise.reject(new Error("x")));
      expect([failed.status, failed.headers.get("access-control-allow-origin")]).toEqual([400, origin]);
      const limited = await call("step2", { "x-api-key": text, origin });
      expect([limited.status, limited.headers.get("access-control-expose-headers")]).toEqual([429, "retry-after"]);
    }),
  );
});

test("every answer is for its client alone, and https stays", () =>
  withRollback(async (db) => {
    const { text } = await makeClient(db);
    for (const headers of [{ "x-api-key": text }, { "x-api-key": "" }]) {
      const answer = await call("query", headers);
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      expect(answer.headers.get("strict-transport-security")).toMatch(/^max-age=\d+$/);
    }
    // No page of the desk's is asked for: where a call comes from is the policy's to say.
    expect((await call("admin", { "x-api-key": text, origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" })).status).toBe(200);
  }));
