import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { describeError } from "@/lib/describe-error";
import { BadInputError, ConflictError } from "@/lib/errors";
import { clientAddress } from "./client-address";
import { contentSecurityPolicy } from "./content-security-policy";
import { errorResponse } from "./error-response";
import { nextPath } from "./next-path";
import { keepValuesOutOf } from "./page-errors";
import { bodyLimitBytes, bodyLimitDepth, readJson } from "./read-json";
import { assertSameOrigin } from "./same-origin";

vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1/nothing");
vi.stubEnv("IMAGES_DIR", "images");
vi.stubEnv("KEYS_DIR", "keys");
vi.stubEnv("MASTER_KEY", Buffer.alloc(32, 7).toString("base64"));
vi.stubEnv("NEXTAUTH_SECRET", "a secret of thirty-two letters or more");
vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
vi.stubEnv("TRUSTED_PROXIES", "2");
vi.stubEnv("LOG_LEVEL", "silent");

function request(method: string, headers: Record<string, string> = {}, body?: string) {
  return new Request("http://desk.test/api/x", { method, headers: { host: "127.0.0.1:3000", ...headers }, body });
}

test.each([
  ["a write from the configured address", "POST", { origin: "http://localhost:3000" }],
  ["a write from the host that the browser was pointed at", "DELETE", { origin: "http://127.0.0.1:3000" }],
  ["a write that the browser calls same-origin", "PATCH", { "sec-fetch-site": "same-origin" }],
  ["a reading without a word on where it comes from", "GET", {}],
  ["a reading from the address bar", "GET", { "sec-fetch-site": "none" }],
])("%s passes", (_name, method, headers) => {
  expect(() => assertSameOrigin(request(method, headers))).not.toThrow();
});

test.each<[string, string, Record<string, string>]>([
  ["a write from another site", "POST", { origin: "https://elsewhere.test" }],
  ["a write from another port of the host", "POST", { origin: "http://127.0.0.1:3001" }],
  ["a write from an opaque origin", "PUT", { origin: "null" }],
  ["a write that says nothing", "DELETE", {}],
  ["a write with a right origin that the browser calls cross-site", "POST", { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" }],
  ["a write from the address bar", "POST", { "sec-fetch-site": "none" }],
  ["a reading that another site makes", "GET", { "sec-fetch-site": "cross-site" }],
])("%s is refused", (_name, method, headers) => {
  expect(() => assertSameOrigin(request(method, headers))).toThrow(expect.objectContaining({ status: 403 }));
});

const schema = z.object({ version: z.int() });
const json = { "content-type": "application/json; charset=utf-8" };

test("a JSON body is checked", async () => {
  expect(await readJson(request("POST", json, `{"version":3,"more":1}`), schema)).toEqual({ version: 3 });
});

test.each([
  ["a body that is not JSON", json, "{version:3"],
  ["no body", json, ""],
  ["a form", { "content-type": "application/x-www-form-urlencoded" }, "version=3"],
  ["a body without a type", { "content-type": "" }, `{"version":3}`],
  ["a NUL in a text", json, `{"version":3,"name":"a\\u0000"}`],
  ["a NUL in a name", json, `{"version":3,"a\\u0000":1}`],
  ["half a surrogate pair", json, `{"version":3,"list":["\\ud800"]}`],
  ["60,000 brackets", json, "[".repeat(30_000) + "]".repeat(30_000)],
  ["objects in objects without an end", json, `{"a":`.repeat(10_000) + "1" + "}".repeat(10_000)],
])("%s is bad input", async (_name, headers, body) => {
  await expect(readJson(request("POST", headers, body), schema)).rejects.toBeInstanceOf(BadInputError);
});

test("a body may nest 32 levels, and no deeper", async () => {
  const nested = (levels: number) => `{"version":3,"more":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
  expect(await readJson(request("POST", json, nested(bodyLimitDepth)), schema)).toMatchObject({ version: 3 });
  await expect(readJson(request("POST", json, nested(bodyLimitDepth + 1)), schema)).rejects.toThrow("deeper than 32 levels");
});

test("a body that its sender breaks off is bad input, and no outage", async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" })) });
  const sent = new Request("http://desk.test/api/x", { method: "POST", headers: json, body: broken, duplex: "half" } as RequestInit);
  await expect(readJson(sent, schema)).rejects.toMatchObject({ status: 400 });
});

test("a body over 64 kB is refused, whether or not it says so", async () => {
  const large = JSON.stringify({ version: 3, name: "x".repeat(bodyLimitBytes) });
  await expect(readJson(request("POST", json, large), schema)).rejects.toMatchObject({ status: 413 });
  const claimed = request("POST", { ...json, "content-length": "70000" }, "{}");
  await expect(readJson(claimed, schema)).rejects.toMatchObject({ status: 413 });
});

test("a schema's complaint is 400 and names the fields", async () => {
  const { error } = schema.safeParse({ version: "3" });
  const response = errorResponse(error);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errorCode: "bad_input", details: { fields: [{ path: "version" }] } });
});

test("a refusal keeps its status, code and details, and no cache keeps it", async () => {
  const response = errorResponse(new ConflictError("stale_version", "Changed meanwhile.", { current: 4 }));
  expect(response.status).toBe(409);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect(await response.json()).toEqual({ errorCode: "stale_version", message: "Changed meanwhile.", details: { current: 4 } });
});

const withCode = (message: string, code?: string) => Object.assign(new Error(message), code === undefined ? {} : { code });

test.each([
  ["a refused connection", withCode("connect ECONNREFUSED", "ECONNREFUSED")],
  ["a connection that ended", withCode("Connection terminated unexpectedly")],
  ["no free connection", withCode("timeout exceeded when trying to connect")],
  ["a server that takes no connections", Object.assign(withCode("not accepting connections", "55000"), { severity: "FATAL" })],
  ["a statement that took too long", withCode("canceling statement due to statement timeout", "57014")],
  ["a lock that did not come free", withCode("canceling statement due to lock timeout", "55P03")],
  ["a transaction that idled too long", withCode("terminating connection due to idle-in-transaction timeout", "25P03")],
  ["a database that says nothing", withCode("Query read timeout")],
  ["a shutdown", withCode("terminating connection due to administrator command", "57P01")],
])("%s is 503 with Retry-After, also inside the query builder's own error", (_name, cause) => {
  const response = errorResponse(new Error("Failed query: select 1", { cause }));
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("2");
});

test.each([
  ["a client that hung up", withCode("aborted", "ECONNRESET")],
  ["a missing file", Object.assign(withCode("ENOENT: no such file", "ENOENT"), { syscall: "open" })],
])("%s is no outage of the database", (_name, error) => {
  expect(errorResponse(error).status).toBe(500);
});

test("a value that PostgreSQL cannot hold is 400", () => {
  expect(errorResponse(new Error("Failed query", { cause: withCode("out of range", "22003") })).status).toBe(400);
});

test("what nobody foresaw is 500 with an id, and says nothing else", async () => {
  const response = errorResponse(new Error("mina@example.com broke it"));
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).toMatch(/"errorId":"[0-9a-f-]{36}"/);
  expect(text).not.toContain("mina");
});

test("what is logged of an error holds no message, so no value", () => {
  const cause = Object.assign(withCode('duplicate key "mina@example.com"', "23505"), { detail: "Key (email)=(mina@example.com)", constraint: "members_email_key" });
  const logged = describeError(new Error("Failed query: insert … params: mina@example.com", { cause }));
  expect(JSON.stringify(logged)).not.toContain("mina");
  expect(JSON.stringify(logged)).toContain("members_email_key");
});

test.each([
  ["behind two proxies, what the outer one saw", { "x-forwarded-for": "6.6.6.6, 198.51.100.1, 10.0.0.1", "x-verdict-peer": "10.0.0.2" }, "198.51.100.1"],
  ["with fewer entries than proxies, the socket's", { "x-forwarded-for": "6.6.6.6", "x-verdict-peer": "10.0.0.2" }, "10.0.0.2"],
  ["without any, none", {}, null],
  ["without its port", { "x-forwarded-for": "198.51.100.1:50412, 10.0.0.1" }, "198.51.100.1"],
  ["without brackets, port and capitals", { "x-forwarded-for": "[2001:DB8::7]:50412, 10.0.0.1" }, "2001:db8::7"],
  ["without brackets alone", { "x-forwarded-for": "[2001:db8::7], 10.0.0.1" }, "2001:db8::7"],
  ["without a zone", { "x-verdict-peer": "fe80::1%eth0" }, "fe80::1"],
  ["as IPv4, when a dual socket writes it as IPv6", { "x-forwarded-for": "::ffff:198.51.100.1, 10.0.0.1" }, "198.51.100.1"],
  ["the socket's, when the proxy names none", { "x-forwarded-for": "unknown, 10.0.0.1", "x-verdict-peer": "::ffff:10.0.0.2" }, "10.0.0.2"],
  ["none, when nothing is an address", { "x-forwarded-for": "<script>, 10.0.0.1", "x-verdict-peer": "" }, null],
])("the address is, %s", (_name, headers, address) => {
  expect(clientAddress(new Headers(headers))).toBe(address);
});

test.each([
  ["/submissions/1?from=queue#x", "/submissions/1?from=queue#x"],
  ["/queue?q=김", "/queue?q=%EA%B9%80"],
  [undefined, "/queue"],
  [["/a", "/b"], "/queue"],
  ["https://elsewhere.test/", "/queue"],
  ["//elsewhere.test/", "/queue"],
  ["/\\elsewhere.test/", "/queue"],
  ["/\t/elsewhere.test/", "/queue"],
  ["/.//elsewhere.test", "/queue"],
  ["javascript:alert(1)", "/queue"],
  ["/sign-in?next=/queue", "/queue"],
  ["/api/audit/export", "/queue"],
])("after signing in, %j leads to %s", (next, path) => {
  expect(nextPath(next)).toBe(path);
});

test("scripts run by the nonce alone, and nothing frames a page", () => {
  const policy = contentSecurityPolicy("abc", false);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});

test("the one style sheet that comes without a nonce is the one that the package inserts, empty and then full", () => {
  const source = readFileSync(path.resolve("node_modules/react-zoom-pan-pinch/dist/index.esm.js"), "utf8");
  const literal = /css_248z = ("(?:[^"\\]|\\.)*")/.exec(source)?.[1] ?? "";
  const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const hashes = ["", z.string().parse(JSON.parse(literal))].map(hashOf).join(" ");
  expect(contentSecurityPolicy("abc", false)).toContain(`style-src 'self' 'nonce-abc' ${hashes};`);
});

test("errors that the framework prints carry no values", () => {
  const printed: unknown[][] = [];
  const target = { error: (...parts: unknown[]) => void printed.push(parts) };
  keepValuesOutOf(target);
  target.error("render failed", new Error("Failed query: params: mina@example.com", { cause: withCode("mina@example.com", "08006") }));
  expect(JSON.stringify(printed)).not.toContain("mina");
  expect(JSON.stringify(printed)).toContain("08006");
});
