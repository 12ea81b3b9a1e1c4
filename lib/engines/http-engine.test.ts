import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { readFields } from "@/e2e/engine-facts";
import { sha256Of, startEngineDouble, type ProgrammedAnswer } from "@/e2e/engine-double";
import { remoteDouble } from "@/e2e/remote-double";
import type { EngineFault } from "@/lib/kyc/intake/engine-ports";
import { answerLimitBytes } from "./contract";
import { createEngines, type EngineConfig } from "./create-engines";
import type { DocumentHints, EngineImage } from "./engines";
import { breakerLimits, type FaultReport } from "./http-engine";

const double = await startEngineDouble();
const reports: FaultReport[] = [];

beforeEach(() => {
  double.reset();
  reports.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => double.close());

const enginesOf = (given?: Partial<EngineConfig>) => createEngines(double.config(given), (fault) => reports.push(fault));
const front: EngineImage = { contentType: "image/jpeg", bytes: Buffer.from("the front of a document") };
const selfie: EngineImage = { contentType: "image/png", bytes: Buffer.from("a face") };
const hints: DocumentHints = { issuingCountry: "HRV", idType: "government_id", side: "front" };
const never = new AbortController().signal;
const subject = { projectId: "0b6ef3e5-3a0c-4c1e-9d57-1a3c9a9f0001", submissionId: "0b6ef3e5-3a0c-4c1e-9d57-1a3c9a9f0002" };
const other = { ...subject, submissionId: "0b6ef3e5-3a0c-4c1e-9d57-1a3c9a9f0003" };
const ok = (facts: unknown) => ({ outcome: "ok", facts });

test("every operation reaches its engine, signed and in the contract's shape, and brings facts", async () => {
  const engines = enginesOf();
  const person = { fullName: "Kim Minseo", birthDate: null, identityNumber: "9405122345678", issueDate: null, idType: "government_id" };
  const checks = [
    await engines.detectDocument(front, hints, never),
    await engines.inspectImage(front, never),
    await engines.readText(front, hints, never),
    await engines.readZone(front, hints, never),
    await engines.readBarcode(front, hints, never),
    await engines.findForgery(front, hints, never),
    await engines.checkDocumentLiveness(front, never),
    await engines.compareFaces(front, selfie, never),
    await engines.checkSelfieLiveness(selfie, never),
    await engines.indexFace(selfie, other, never),
    await engines.searchFace(selfie, subject, never),
    await engines.forgetFace(other, never),
    await engines.verifyKorean(person, never),
    await engines.transferOneWon({ bankCode: "088", accountNumber: "110123456789", userName: "Kim Minseo" }, never),
  ];
  expect(checks.map(({ check }) => check.outcome)).toEqual(checks.map(() => "ok"));
  expect(checks[0]?.check).toEqual(ok({ isId: true, country: "HRV", idType: "government_id", side: "front", isExpired: false }));
  expect(checks[10]?.check).toEqual(ok({ matches: [{ submissionId: other.submissionId, score: 99 }] }));
  expect((await engines.searchFace(selfie, subject, never)).check).toEqual(ok({ matches: [] }));
  expect(double.refusals).toEqual([]);
  expect(double.calls).toHaveLength(checks.length + 1);
  expect(new Set(double.calls.map(({ requestId }) => requestId)).size).toBe(double.calls.length);
});

test("the engine gets the bytes as they are", async () => {
  await enginesOf().compareFaces(front, selfie, never);
  expect(double.calls[0]).toMatchObject({ match: [sha256Of(selfie.bytes), sha256Of(front.bytes)] });
});

test("facts are programmed per image, the raw answer keeps what the contract ignores", async () => {
  const fields = readFields({ fullName: "Ana Horvat", birthDate: "1990-02-28" }, 71);
  double.program("readText", sha256Of(front.bytes), { facts: { fields, model: "v9" } });
  const { check, raw } = await enginesOf().readText(front, hints, never);
  expect(check).toEqual(ok({ isUpright: true, fields: { fullName: { value: "Ana Horvat", confidence: 71 }, birthDate: { value: "1990-02-28", confidence: 71 } } }));
  expect(raw).toEqual({ isUpright: true, fields, model: "v9" });
  expect((await enginesOf().readText(selfie, hints, never)).check).toMatchObject(ok({ fields: { fullName: { value: "Kim Minseo" } } }));
});

test("the double is programmed from another process as from this one", async () => {
  const remote = remoteDouble(double.origin);
  await remote.program("checkSelfieLiveness", sha256Of(selfie.bytes), { facts: { score: 12 } }, 1);
  const engines = enginesOf();
  expect((await engines.checkSelfieLiveness(selfie, never)).check).toEqual(ok({ score: 12 }));
  expect((await engines.checkSelfieLiveness(selfie, never)).check).toEqual(ok({ score: 96 }));
  expect(await remote.calls()).toMatchObject([{ operation: "checkSelfieLiveness" }, { operation: "checkSelfieLiveness" }]);
  await remote.reset();
  expect(double.calls).toEqual([]);
});

test("what is not configured, and what an engine cannot tell, is not available: never a pass", async () => {
  double.program("mrz", "*", "not_available");
  expect(await enginesOf().readZone(front, hints, never)).toMatchObject({ check: { outcome: "not_available" }, raw: null });
  const none = enginesOf({ urls: { mrz: `${double.origin}/mrz` } });
  expect(await none.compareFaces(front, selfie, never)).toMatchObject({ check: { outcome: "not_available" } });
  expect([none.isConfigured("mrz"), none.isConfigured("faces"), none.states().faces.host]).toEqual([true, false, null]);
});

const json = (body: unknown): ProgrammedAnswer => ({ status: 200, body: JSON.stringify(body) });
const matches = Array.from({ length: 51 }, () => ({ submissionId: other.submissionId, score: 50 }));

test.each<[string, ProgrammedAnswer, EngineFault, number | null]>([
  ["a status 500", { status: 500 }, "bad_status", 500],
  ["a status 429", { status: 429 }, "bad_status", 429],
  ["a status 204", { status: 204 }, "bad_status", 204],
  ["a status 422", { status: 422 }, "refused", 422],
  ["HTML", { status: 200, headers: { "content-type": "text/html" }, body: "<p>ok</p>" }, "wrong_type", 200],
  ["a type that only begins like JSON's", { status: 200, headers: { "content-type": "application/jsonlines" } }, "wrong_type", 200],
  ["half a JSON", { status: 200, body: '{"outcome":"ok"' }, "bad_json", 200],
  ["nothing", { status: 200, body: "" }, "bad_json", 200],
  ["no outcome", json({ facts: { matches: [] } }), "wrong_shape", 200],
  ["an outcome that there is not", json({ outcome: "maybe" }), "wrong_shape", 200],
  ["no facts", json({ outcome: "ok" }), "wrong_shape", 200],
  ["a score over 100", json(ok({ matches: [{ submissionId: other.submissionId, score: 100.5 }] })), "wrong_shape", 200],
  ["a score in words", json(ok({ matches: [{ submissionId: other.submissionId, score: "97" }] })), "wrong_shape", 200],
  ["an id that is no UUID", json(ok({ matches: [{ submissionId: "42", score: 97 }] })), "wrong_shape", 200],
  ["51 matches", json(ok({ matches })), "wrong_shape", 200],
  ["an answer over the limit", { status: 200, body: JSON.stringify({ outcome: "ok", facts: { matches: [] }, pad: "x".repeat(answerLimitBytes) }) }, "too_large", null],
  ["an answer that breaks off", "cut", "unreachable", null],
])("%s is an error, asked once, and reported without a word of what was said", async (_name, answer, fault, status) => {
  double.program("searchFace", "*", answer);
  const { check, raw, milliseconds } = await enginesOf().searchFace(selfie, subject, never);
  expect([check, raw]).toEqual([{ outcome: "error" }, null]);
  expect(double.calls).toHaveLength(1);
  expect(reports).toEqual([{ engine: "faces", operation: "searchFace", requestId: double.calls[0]?.requestId, fault, status, milliseconds }]);
});

test.each([
  ["501 characters", "x".repeat(501)],
  ["a null character", "a\u0000b"],
  ["half a surrogate pair", "a\ud800"],
])("a value of %s is an error, and so is a confidence below 0", async (_name, value) => {
  double.program("readText", "*", { facts: { fields: { fullName: { value, confidence: 90 } } } }, 1);
  expect((await enginesOf().readText(front, hints, never)).check.outcome).toBe("error");
  double.program("readText", "*", { facts: { fields: readFields({ fullName: "Ana" }, -1) } });
  expect((await enginesOf().readText(front, hints, never)).check.outcome).toBe("error");
});

test("a redirect is not followed", async () => {
  double.program("detectDocument", "*", { status: 307, headers: { location: `${double.origin}/documentDetection` } });
  expect((await enginesOf().detectDocument(front, hints, never)).check.outcome).toBe("error");
  expect(double.calls).toHaveLength(1);
  expect(reports).toMatchObject([{ fault: "redirected", status: 307 }]);
});

test("a proxy of the environment is not used", async () => {
  vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:1").stubEnv("http_proxy", "http://127.0.0.1:1").stubEnv("NODE_USE_ENV_PROXY", "1");
  expect((await enginesOf().inspectImage(front, never)).check.outcome).toBe("ok");
  vi.unstubAllEnvs();
});

test.each(["hang", "stall"] as const)("an engine that does not end its answer (%s) is given up at its limit, and is not asked again", async (answer) => {
  double.program("forensics", "*", answer);
  expect((await enginesOf({ timeoutMs: 40 }).findForgery(front, hints, never)).check.outcome).toBe("error");
  expect(double.calls).toHaveLength(1);
  expect(reports).toMatchObject([{ fault: "timed_out", status: null }]);
});

test("who asked may stop waiting before the limit", async () => {
  double.program("forensics", "*", "hang");
  expect((await enginesOf().findForgery(front, hints, AbortSignal.timeout(40))).check.outcome).toBe("error");
  expect((await enginesOf().findForgery(front, hints, AbortSignal.abort())).check.outcome).toBe("error");
  expect(reports.map(({ fault }) => fault)).toEqual(["cancelled", "cancelled"]);
});

test("a connection that breaks before the answer is tried once more, under the same request id", async () => {
  double.program("bankTransfer", "110", "reset", 1);
  const { check } = await enginesOf().transferOneWon({ bankCode: "088", accountNumber: "110", userName: "Kim" }, never);
  expect(check).toEqual(ok({ outcome: "sent", code: "4821", holderName: "Kim" }));
  expect(double.calls).toHaveLength(2);
  expect(double.calls[0]?.requestId).toBe(double.calls[1]?.requestId);
});

test("one that breaks again is an error: there is no third try", async () => {
  double.program("bankTransfer", "*", "reset");
  expect((await enginesOf().transferOneWon({ bankCode: "088", accountNumber: "110", userName: "Kim" }, never)).check.outcome).toBe("error");
  expect(double.calls).toHaveLength(2);
  expect(reports).toMatchObject([{ fault: "unreachable" }]);
});

test("where nobody listens is an error", async () => {
  const gone = await startEngineDouble();
  await gone.close();
  expect((await createEngines(gone.config(), (fault) => reports.push(fault)).inspectImage(front, never)).check.outcome).toBe("error");
  expect(reports).toMatchObject([{ fault: "unreachable" }]);
});

test("another secret's signature is refused by the engine", async () => {
  expect((await enginesOf({ secret: "not the secret that the double knows" }).inspectImage(front, never)).check.outcome).toBe("error");
  expect(double.refusals).toEqual(["The signature is wrong."]);
  expect(reports).toMatchObject([{ fault: "refused", status: 401 }]);
});

test("calls one after another share a connection", async () => {
  const engines = enginesOf();
  const before = double.connections();
  for (let round = 0; round < 5; round += 1) await engines.inspectImage(front, never);
  expect(double.connections() - before).toBe(1);
});

/** Engines whose forensics has just failed so often that it is paused; time stands still from here on. */
async function pausedEngines() {
  vi.useFakeTimers({ toFake: ["Date"] });
  const engines = enginesOf();
  double.program("forensics", "*", { status: 503 }, breakerLimits.failures);
  for (let failure = 0; failure < breakerLimits.failures; failure += 1) await engines.findForgery(front, hints, never);
  expect(engines.states().forensics.circuit).toBe("open");
  return { engines, wait: (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds), forensics: () => engines.findForgery(front, hints, never) };
}

test("an engine that fails five times running is paused: not asked, while the others are", async () => {
  const { engines, wait, forensics } = await pausedEngines();
  wait(breakerLimits.pausedMs - 1);
  expect((await forensics()).check.outcome).toBe("error");
  expect(double.calls).toHaveLength(breakerLimits.failures);
  expect(reports.at(-1)).toMatchObject({ fault: "paused" });
  expect(engines.states().forensics.lastAnswer).toMatchObject({ outcome: "error", fault: "bad_status" });
  expect((await engines.inspectImage(front, never)).check.outcome).toBe("ok");
});

test("when all kept connections were closed by the other side, the call is tried on a new one", async () => {
  const answered = new WeakSet<Socket>();
  const waiting: (() => void)[] = [];
  let isAlone = false;
  const server = createServer((request, response) => {
    if (answered.has(request.socket)) return void request.socket.resetAndDestroy();
    answered.add(request.socket);
    request.resume().once("end", () => {
      const answer = () => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(ok({ sharpness: 92, glare: 0 })));
      waiting.push(answer);
      // The first two are answered together, so that each has a connection of its own.
      if (isAlone || waiting.length === 2) for (const each of waiting.splice(0)) each();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const engines = enginesOf({ urls: { imageInspection: `http://127.0.0.1:${port.toString()}/` } });

  await Promise.all([engines.inspectImage(front, never), engines.inspectImage(selfie, never)]);
  isAlone = true;
  expect((await engines.inspectImage(front, never)).check).toEqual(ok({ sharpness: 92, glare: 0 }));

  server.close();
  server.closeAllConnections();
});

test("after the pause one call tries, the others are answered at once; when it passes, all go through", async () => {
  const { engines, wait, forensics } = await pausedEngines();
  wait(breakerLimits.pausedMs);
  const [trial, beside] = await Promise.all([forensics(), forensics()]);
  expect([trial.check.outcome, beside.check.outcome]).toEqual(["ok", "error"]);
  expect(engines.states().forensics.circuit).toBe("closed");
  expect((await forensics()).check.outcome).toBe("ok");
});

test.each<[string, ProgrammedAnswer, () => AbortSignal]>([
  ["fails", { status: 500 }, () => never],
  ["is cancelled", "hang", () => AbortSignal.timeout(40)],
])("a trial that %s pauses the engine anew", async (_name, answer, signal) => {
  const { engines, wait } = await pausedEngines();
  wait(breakerLimits.pausedMs);
  double.program("forensics", "*", answer, 1);
  await engines.findForgery(front, hints, signal());
  expect(engines.states().forensics.circuit).toBe("open");
});

test("requests that were at fault themselves, or given up by who asked, pause nothing", async () => {
  const engines = enginesOf();
  double.program("forensics", "*", { status: 400 });
  for (let round = 0; round <= breakerLimits.failures; round += 1) await engines.findForgery(front, hints, never);
  for (let round = 0; round <= breakerLimits.failures; round += 1) await engines.findForgery(front, hints, AbortSignal.abort());
  expect(engines.states().forensics.circuit).toBe("closed");
});

test("a state tells the last answer and how long the last calls took", async () => {
  const engines = enginesOf();
  expect(engines.states().faces).toEqual({ host: new URL(double.origin).host, circuit: "closed", lastAnswer: null, latency: null });
  await engines.compareFaces(front, selfie, never);
  double.program("faces", "*", "not_available");
  await engines.compareFaces(front, selfie, never);
  const { lastAnswer, latency } = engines.states().faces;
  expect(lastAnswer).toMatchObject({ outcome: "not_available", fault: null });
  expect(latency?.calls).toBe(2);
});
