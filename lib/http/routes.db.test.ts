import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createDatabase, type Database } from "@/db";
import { findAuditHead } from "@/db/queries/audit";
import { makeMember, makeProject, makeSession } from "@/db/test/make-member";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { GET as getAudit } from "@/app/api/audit/route";
import { GET as exportAudit, HEAD as headOfExport } from "@/app/api/audit/export/route";
import { GET as getHealth } from "@/app/api/health/route";
import { GET as listColleagues } from "@/app/api/colleagues/route";
import { GET as getMe } from "@/app/api/me/route";
import { POST as markRead } from "@/app/api/mentions/read/route";
import { GET as listMentions } from "@/app/api/mentions/route";
import { GET as countUnread } from "@/app/api/mentions/unread/route";
import { POST as claimNext } from "@/app/api/queue/claim/route";
import { POST as switchProject } from "@/app/api/session/project/route";
import { DELETE as signOut } from "@/app/api/session/route";
import { DELETE as removeMember, PATCH as changeRole } from "@/app/api/settings/members/[memberId]/route";
import { POST as signOutEverywhere } from "@/app/api/settings/members/[memberId]/sign-out/route";
import { DELETE as revokeKey } from "@/app/api/settings/keys/[keyId]/route";
import { GET as listKeys, POST as createKey } from "@/app/api/settings/keys/route";
import { GET as getChecks } from "@/app/api/settings/checks/route";
import { GET as listMembers, POST as addMember } from "@/app/api/settings/members/route";
import { GET as getPolicy, PUT as savePolicy } from "@/app/api/settings/policy/route";
import { POST as assign } from "@/app/api/queue/assign/route";
import { GET as listDeciders } from "@/app/api/queue/members/route";
import { POST as prioritise } from "@/app/api/queue/prioritise/route";
import { DELETE as removeWithdrawn } from "@/app/api/settings/withdrawn-documents/[documentId]/route";
import { GET as listWithdrawn, POST as addWithdrawn } from "@/app/api/settings/withdrawn-documents/route";
import { POST as decide } from "@/app/api/submissions/[submissionId]/decision/route";
import { POST as undo } from "@/app/api/submissions/[submissionId]/decision/undo/route";
import { DELETE as dropDraft, GET as getDraft, PUT as keepDraft } from "@/app/api/submissions/[submissionId]/draft/route";
import { PATCH as correct } from "@/app/api/submissions/[submissionId]/fields/route";
import { POST as searchFaces } from "@/app/api/submissions/[submissionId]/faces/route";
import { GET as getImage } from "@/app/api/submissions/[submissionId]/images/[kind]/route";
import { GET as getReplacedImage } from "@/app/api/submissions/[submissionId]/images/replaced/[imageId]/route";
import { POST as releaseLease } from "@/app/api/submissions/[submissionId]/lease/release/route";
import { PATCH as renewLease, POST as takeLease } from "@/app/api/submissions/[submissionId]/lease/route";
import { POST as takeOver } from "@/app/api/submissions/[submissionId]/lease/take-over/route";
import { GET as listPrecedents } from "@/app/api/submissions/[submissionId]/precedents/route";
import { GET as listRelated } from "@/app/api/submissions/[submissionId]/related/route";
import { DELETE as withdrawRequest, POST as askAgain } from "@/app/api/submissions/[submissionId]/resubmission/route";
import { GET as countArrivals } from "@/app/api/submissions/arrivals/route";
import { GET as listItems } from "@/app/api/submissions/items/route";
import { POST as confirmProposal } from "@/app/api/submissions/[submissionId]/proposal/confirm/route";
import { POST as sendBack } from "@/app/api/submissions/[submissionId]/proposal/send-back/route";
import { POST as withdraw } from "@/app/api/submissions/[submissionId]/proposal/withdraw/route";
import { POST as reopen } from "@/app/api/submissions/[submissionId]/reopen/route";
import { GET as getNoteImage } from "@/app/api/submissions/[submissionId]/notes/images/[imageId]/route";
import { GET as listNotes, POST as addNote } from "@/app/api/submissions/[submissionId]/notes/route";
import { GET as getSubmission } from "@/app/api/submissions/[submissionId]/route";
import { POST as bulkReject } from "@/app/api/submissions/bulk-decision/route";
import { GET as countSubmissions } from "@/app/api/submissions/counts/route";
import { GET as listSubmissions } from "@/app/api/submissions/route";
import { DELETE as removeTemplate, PUT as changeTemplate } from "@/app/api/templates/[templateId]/route";
import { GET as listTemplates, POST as createTemplate } from "@/app/api/templates/route";
import { DELETE as removeView, PATCH as renameView } from "@/app/api/views/[viewId]/route";
import { GET as listViews, POST as saveView } from "@/app/api/views/route";
import { sessionCookieName } from "@/lib/auth";
import { createEngines } from "@/lib/engines/create-engines";
import { roles, type Role } from "@/lib/kyc/roles";
import { createLiveHub } from "@/lib/services/live-hub";
import type { RouteContext } from "./member-route";

const secret = "a secret of thirty-two letters or more";
vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1/nothing");
vi.stubEnv("IMAGES_DIR", "images");
vi.stubEnv("KEYS_DIR", "keys");
vi.stubEnv("MASTER_KEY", Buffer.alloc(32, 7).toString("base64"));
vi.stubEnv("NEXTAUTH_SECRET", secret);
vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
vi.stubEnv("LOG_LEVEL", "silent");

const stores = testStores();
const engines = createEngines({ urls: {}, secret: "", timeoutMs: 1_000 });
/** Told after the answer, when the test's own transaction is over. */
beforeAll(() => {
  globalThis.verdictLiveHub = createLiveHub({ url: "postgres://nobody@127.0.0.1/nothing", db: createDatabase(testPool()), warn: () => undefined });
});
type Handler = (request: NextRequest, context: RouteContext) => Promise<Response>;
type Call = { handler: Handler; method: string; path?: string; params?: Record<string, string>; body?: unknown; headers?: Record<string, string> };

/** A member with a session, and the way their browser calls a route. */
async function signedIn(db: Database, role: Role) {
  globalThis.verdictRuntime = { pool: testPool(), db, engines, ...stores };
  const projectId = await makeProject(db, { vault: stores.vault });
  const { memberId } = await makeMember(db, { projectId, role });
  const sessionId = await makeSession(db, { projectId, memberId, now: new Date() });
  const cookie = `${sessionCookieName()}=${await encode({ token: { sid: sessionId }, secret })}`;
  return { projectId, memberId, cookie, call: (call: Call) => send(call, cookie) };
}

function send({ handler, method, path = "/api/x", params = {}, body, headers = {} }: Call, cookie: string): Promise<Response> {
  const request = new NextRequest(`http://localhost:3000${path}`, {
    method,
    headers: { cookie, origin: "http://localhost:3000", "content-type": "application/json", ...headers },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  return handler(request, { params: Promise.resolve(params) });
}

const someId = randomUUID();
const submission = { submissionId: someId };
const holder = randomUUID();
const lease = { holder, token: 1 };
const approval = { outcome: "approved", version: 1, lease };
const policy = { version: 1, options: { ageLimit: 20, blacklistCountries: [], rejectedPeriodDays: 0, timeZone: "Asia/Seoul" }, reason: null };
const note = {
  body: '--b\r\ncontent-disposition: form-data; name="note"\r\n\r\n{"body":"Look.","mentions":[]}\r\n--b--\r\n',
  headers: { "content-type": "multipart/form-data; boundary=b" },
};
const template = { language: "en", title: "Other page", body: "Send {page}." };
const newMember = () => ({ email: `${randomUUID()}@example.com`, name: "New", role: "viewer", password: "correct horse battery" });

/** Every route, who may, and what they get: 404 stands for "allowed, and there is no such case". */
const table: [string, Role, number, () => Call][] = [
  ["GET /api/me", "viewer", 200, () => ({ handler: getMe, method: "GET" })],
  ["GET /api/submissions", "viewer", 200, () => ({ handler: listSubmissions, method: "GET", path: "/api/submissions?scope=all" })],
  ["GET /api/submissions/counts", "viewer", 200, () => ({ handler: countSubmissions, method: "GET", path: "/api/submissions/counts?q=kim" })],
  ["GET a case", "viewer", 404, () => ({ handler: getSubmission, method: "GET", params: submission })],
  ["GET an image", "viewer", 404, () => ({ handler: getImage, method: "GET", params: { ...submission, kind: "idImage" } })],
  ["PATCH fields", "agent", 404, () => ({ handler: correct, method: "PATCH", params: submission, body: { version: 1, lease, fields: { gender: "F" } } })],
  ["POST a decision", "agent", 404, () => ({ handler: decide, method: "POST", params: submission, body: approval })],
  ["POST a claim", "agent", 200, () => ({ handler: claimNext, method: "POST", body: { holder, soft: false, skip: null } })],
  ["POST a lease", "agent", 404, () => ({ handler: takeLease, method: "POST", params: submission, body: { holder } })],
  ["PATCH a lease", "agent", 404, () => ({ handler: renewLease, method: "PATCH", params: submission, body: lease })],
  ["POST the release of a lease", "agent", 204, () => ({ handler: releaseLease, method: "POST", params: submission, body: lease })],
  ["POST a takeover of one's own", "agent", 404, () => ({ handler: takeOver, method: "POST", params: submission, body: { holder, reason: null } })],
  ["POST a takeover", "lead", 404, () => ({ handler: takeOver, method: "POST", params: submission, body: { holder, reason: "Off sick" } })],
  ["GET a replaced image", "viewer", 404, () => ({ handler: getReplacedImage, method: "GET", params: { ...submission, imageId: someId } })],
  ["GET related cases", "viewer", 404, () => ({ handler: listRelated, method: "GET", params: submission })],
  ["GET precedents", "viewer", 404, () => ({ handler: listPrecedents, method: "GET", params: submission })],
  ["POST a search of faces", "agent", 404, () => ({ handler: searchFaces, method: "POST", params: submission })],
  ["GET rows", "viewer", 200, () => ({ handler: listItems, method: "GET", path: `/api/submissions/items?id=${someId}` })],
  ["GET arrivals", "viewer", 200, () => ({ handler: countArrivals, method: "GET", path: "/api/submissions/arrivals?since=2026-11-23T05:32:08.123Z" })],
  ["POST a request to the applicant", "agent", 404, () => ({ handler: askAgain, method: "POST", params: submission, body: { version: 1, lease, kind: "idImage", codes: ["id_image_badImage"], otherText: null } })],
  ["DELETE a request to the applicant", "agent", 404, () => ({ handler: withdrawRequest, method: "DELETE", params: submission, body: { version: 2 } })],
  ["POST an undo", "agent", 404, () => ({ handler: undo, method: "POST", params: submission, body: { version: 2 } })],
  ["POST a reopening", "lead", 404, () => ({ handler: reopen, method: "POST", params: submission, body: { version: 2, reason: "A call." } })],
  ["POST a confirmation", "lead", 404, () => ({ handler: confirmProposal, method: "POST", params: submission, body: { version: 2 } })],
  ["POST a sending back", "lead", 404, () => ({ handler: sendBack, method: "POST", params: submission, body: { version: 2, note: "Look again." } })],
  ["POST a withdrawal", "agent", 404, () => ({ handler: withdraw, method: "POST", params: submission, body: { version: 2 } })],
  ["GET notes", "viewer", 404, () => ({ handler: listNotes, method: "GET", params: submission })],
  ["POST a note", "agent", 404, () => ({ handler: addNote, method: "POST", params: submission, ...note })],
  ["GET a note's picture", "viewer", 404, () => ({ handler: getNoteImage, method: "GET", params: { ...submission, imageId: someId } })],
  ["GET colleagues", "agent", 200, () => ({ handler: listColleagues, method: "GET" })],
  ["GET mentions", "viewer", 200, () => ({ handler: listMentions, method: "GET", path: `/api/mentions?before=${someId}` })],
  ["GET the unread count", "viewer", 200, () => ({ handler: countUnread, method: "GET" })],
  ["POST mentions as read", "viewer", 200, () => ({ handler: markRead, method: "POST", body: { until: "2026-11-23T05:32:08.123Z" } })],
  ["GET templates", "agent", 200, () => ({ handler: listTemplates, method: "GET" })],
  ["POST a template", "lead", 200, () => ({ handler: createTemplate, method: "POST", body: template })],
  ["PUT a template", "lead", 404, () => ({ handler: changeTemplate, method: "PUT", params: { templateId: someId }, body: { version: 1, ...template } })],
  ["DELETE a template", "lead", 404, () => ({ handler: removeTemplate, method: "DELETE", params: { templateId: someId } })],
  ["GET who decides", "viewer", 200, () => ({ handler: listDeciders, method: "GET" })],
  ["POST an assignment", "lead", 200, () => ({ handler: assign, method: "POST", body: { submissionIds: [someId], memberId: null, reason: "Shift" } })],
  ["POST a priority", "lead", 200, () => ({ handler: prioritise, method: "POST", body: { submissionIds: [someId], priority: 500 } })],
  ["POST rejections", "agent", 200, () => ({ handler: bulkReject, method: "POST", body: { holder, items: [{ submissionId: someId, version: 1 }], code: "id_image_error", otherText: null } })],
  ["GET views", "viewer", 200, () => ({ handler: listViews, method: "GET" })],
  ["POST a view", "viewer", 200, () => ({ handler: saveView, method: "POST", body: { scope: "queue", name: "Mine", params: "", isTeam: false } })],
  ["POST a view of the team", "lead", 200, () => ({ handler: saveView, method: "POST", body: { scope: "queue", name: "Ours", params: "", isTeam: true } })],
  ["PATCH a view", "viewer", 404, () => ({ handler: renameView, method: "PATCH", params: { viewId: someId }, body: { name: "Mine" } })],
  ["DELETE a view", "viewer", 404, () => ({ handler: removeView, method: "DELETE", params: { viewId: someId } })],
  ["GET a draft", "agent", 200, () => ({ handler: getDraft, method: "GET", params: submission })],
  ["PUT a draft", "agent", 404, () => ({ handler: keepDraft, method: "PUT", params: submission, body: { version: 1, fields: {}, choice: { codes: [], otherText: "" } } })],
  ["DELETE a draft", "agent", 204, () => ({ handler: dropDraft, method: "DELETE", params: submission })],
  ["GET policy", "viewer", 200, () => ({ handler: getPolicy, method: "GET" })],
  ["GET withdrawn documents", "lead", 200, () => ({ handler: listWithdrawn, method: "GET" })],
  ["POST a withdrawn document", "admin", 200, () => ({ handler: addWithdrawn, method: "POST", body: { country: "HRV", idType: "passport", issuedBefore: null } })],
  ["DELETE a withdrawn document", "admin", 404, () => ({ handler: removeWithdrawn, method: "DELETE", params: { documentId: someId } })],
  ["PUT policy", "admin", 200, () => ({ handler: savePolicy, method: "PUT", body: policy })],
  ["GET checks", "lead", 200, () => ({ handler: getChecks, method: "GET" })],
  ["GET members", "admin", 200, () => ({ handler: listMembers, method: "GET" })],
  ["POST a member", "admin", 200, () => ({ handler: addMember, method: "POST", body: newMember() })],
  ["PATCH a member", "admin", 404, () => ({ handler: changeRole, method: "PATCH", params: { memberId: someId }, body: { role: "viewer" } })],
  ["DELETE a member", "admin", 404, () => ({ handler: removeMember, method: "DELETE", params: { memberId: someId } })],
  ["POST sign-out of a member", "admin", 404, () => ({ handler: signOutEverywhere, method: "POST", params: { memberId: someId } })],
  ["GET API keys", "admin", 200, () => ({ handler: listKeys, method: "GET" })],
  ["POST an API key", "admin", 200, () => ({ handler: createKey, method: "POST", body: { name: "Website" } })],
  ["DELETE an API key", "admin", 404, () => ({ handler: revokeKey, method: "DELETE", params: { keyId: someId } })],
  ["GET audit", "lead", 200, () => ({ handler: getAudit, method: "GET", path: "/api/audit?action=options.saved" })],
  ["GET audit export", "lead", 200, () => ({ handler: exportAudit, method: "GET", path: "/api/audit/export" })],
  ["HEAD audit export", "lead", 200, () => ({ handler: headOfExport, method: "HEAD", path: "/api/audit/export" })],
  ["POST another project", "viewer", 404, () => ({ handler: switchProject, method: "POST", body: { slug: "not-theirs" } })],
  ["DELETE the session", "viewer", 204, () => ({ handler: signOut, method: "DELETE" })],
];

/** Open to whoever signs in, without a member behind it, or a stream, which has stories of its own. */
const elsewhere = ["[...path]", "auth/[...nextauth]", "session", "health", "live"];

test("no route of the desk is left out of the table", () => {
  const own = readFileSync("lib/http/routes.db.test.ts", "utf8");
  const files = readdirSync("app/api", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const routes = files.map((file) => path.dirname(file)).filter((route) => !elsewhere.includes(route));
  expect(routes.length).toBeGreaterThan(40);
  expect(routes.filter((route) => !own.includes(`"@/app/api/${route}/route"`))).toEqual([]);
});

describe.each(roles)("as %s", (role) => {
  test.each(table)("%s", (_name, weakest, status, call) =>
    withRollback(async (db) => {
      const { call: send } = await signedIn(db, role);
      const allowed = roles.indexOf(role) >= roles.indexOf(weakest);
      const response = await send(call());
      expect(response.status).toBe(allowed ? status : 403);
      if (!response.headers.get("content-type")?.startsWith("image/")) expect(response.headers.get("cache-control")).toBe("private, no-store");
    }),
  );
});

describe("without a session", () => {
  test.each(table)("%s is 401", (_name, _weakest, _status, call) =>
    withRollback(async (db) => {
      await signedIn(db, "admin");
      expect((await send(call(), "")).status).toBe(401);
      expect((await send(call(), `${sessionCookieName()}=not.a.cookie`)).status).toBe(401);
    }),
  );

  test("the desk's health is told to anyone", () =>
    withRollback(async (db) => {
      await signedIn(db, "admin");
      expect((await send({ handler: getHealth, method: "GET" }, "")).status).toBe(200);
    }));
});

describe("the gate", () => {
  test("a removed member and one who signed out are out at the next click", () =>
    withRollback(async (db) => {
      const admin = await signedIn(db, "admin");
      const { memberId } = await makeMember(db, { projectId: admin.projectId, role: "agent" });
      const sessionId = await makeSession(db, { projectId: admin.projectId, memberId, now: new Date() });
      const cookie = `${sessionCookieName()}=${await encode({ token: { sid: sessionId }, secret })}`;
      const me: Call = { handler: getMe, method: "GET" };

      expect((await send(me, cookie)).status).toBe(200);
      expect((await admin.call({ handler: removeMember, method: "DELETE", params: { memberId } })).status).toBe(200);
      expect((await send(me, cookie)).status).toBe(401);

      const left = await admin.call({ handler: signOut, method: "DELETE" });
      expect(left.headers.get("set-cookie")).toContain(`${sessionCookieName()}=; Path=/; Max-Age=0`);
      expect((await admin.call(me)).status).toBe(401);
    }));

  test("an id that is no UUID, a kind that is no picture, and a body that is not JSON are 400", () =>
    withRollback(async (db) => {
      const { call } = await signedIn(db, "admin");
      const calls: Call[] = [
        { handler: getSubmission, method: "GET", params: { submissionId: "1" } },
        { handler: decide, method: "POST", params: { submissionId: "x" }, body: approval },
        { handler: decide, method: "POST", params: submission, body: "{outcome" },
        { handler: decide, method: "POST", params: submission, body: { ...approval, fields: { gender: null } } },
        { handler: correct, method: "PATCH", params: submission, body: [] },
        { handler: correct, method: "PATCH", params: submission, body: { version: 1, fields: {} } },
        { handler: decide, method: "POST", params: submission, body: { ...approval, lease: { holder: "me", token: 1 } } },
        { handler: claimNext, method: "POST", body: { holder: "1", soft: false, skip: null } },
        { handler: takeLease, method: "POST", params: submission, body: {} },
        { handler: renewLease, method: "PATCH", params: submission, body: { holder, token: 0 } },
        { handler: takeOver, method: "POST", params: submission, body: { holder, reason: " " } },
        { handler: getImage, method: "GET", params: { ...submission, kind: "passport" } },
        { handler: getImage, method: "GET", path: "/api/x?size=huge", params: { ...submission, kind: "idImage" } },
        { handler: removeMember, method: "DELETE", params: { memberId: "me" } },
        { handler: listSubmissions, method: "GET", path: "/api/submissions?scope=mine" },
        { handler: getAudit, method: "GET", path: "/api/audit?from=2026-02-30" },
        { handler: addMember, method: "POST", body: { ...newMember(), password: "short" } },
        { handler: createKey, method: "POST", body: { name: "  " } },
        { handler: createKey, method: "POST", body: { name: "n".repeat(101) } },
        { handler: createKey, method: "POST", body: { name: "two\nlines" } },
        { handler: revokeKey, method: "DELETE", params: { keyId: "1" } },
        { handler: savePolicy, method: "PUT", body: { ...policy, options: { ...policy.options, ageLimit: 12 } } },
      ];
      for (const each of calls) expect((await call(each)).status).toBe(400);
    }));

  test("a filter in the URL that is not known is left out", () =>
    withRollback(async (db) => {
      const { call } = await signedIn(db, "viewer");
      const path = "/api/submissions?scope=queue&waiting=soon&country=ZZZ&sort=colour&q=a%00b&after=1";
      expect((await call({ handler: listSubmissions, method: "GET", path })).status).toBe(200);
    }));

  test("a write from another site reaches nothing", () =>
    withRollback(async (db) => {
      const { call } = await signedIn(db, "admin");
      const headers = { origin: "https://elsewhere.test" };
      expect((await call({ handler: savePolicy, method: "PUT", body: policy, headers })).status).toBe(403);
      expect((await call({ handler: savePolicy, method: "PUT", body: policy })).status).toBe(200);
    }));

  test("neither a HEAD nor a prefetch of the export makes one", () =>
    withRollback(async (db) => {
      const { call, projectId } = await signedIn(db, "lead");
      const head = await call({ handler: headOfExport, method: "HEAD" });
      expect(head.headers.get("content-disposition")).toMatch(/^attachment; filename="audit-/);
      expect(await head.text()).toBe("");
      expect((await call({ handler: exportAudit, method: "GET", headers: { "sec-purpose": "prefetch;prerender" } })).status).toBe(403);
      expect(await findAuditHead(db, projectId)).toMatchObject({ seq: 0 });
    }));

  test("the export is a download of JSON lines", () =>
    withRollback(async (db) => {
      const { call } = await signedIn(db, "lead");
      const response = await call({ handler: exportAudit, method: "GET", path: "/api/audit/export" });
      expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="audit-.+\.jsonl"$/);
      const lines = (await response.text()).trimEnd().split("\n");
      expect(lines.map((line) => JSON.parse(line).action)).toContain("audit.exported");
    }));
});
