import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import { projects } from "@/db/schema/projects";
import { expect, stageTest as test } from "./fixtures";
import { apiClient, changePolicy, claims, formOf, newPicture, type ApiAnswer, type ApiClient } from "./intake-client";
import { castStory, type Cast, type Stage } from "./stage";
import { writtenOf } from "./written";

type Said = [status: number, body: unknown];

const forbidden: Said = [403, { message: "Forbidden" }];
const denied: Said = [403, { message: "explicit deny" }];
const code = (errorCode: string, message: string): Said => [400, { errorCode, message, errors: [{ code: errorCode, message }] }];
const sentence = (message: string): Said => [400, { message, statusCode: 400 }];

const noProject = code("invalid_request", "Failed to find the project. Please check the project ID.");
const unavailable = code("invalid_project", "This project is not available.");
const unauthorized = code("unauthorized", "Invalid API key. Please check.");
const wrongId = code("invalid_input_format", "Invalid input type: submissionId");
const noSubmission = code("no_submission", "Fail to find the submission data. Please contact CS center.");
const finishedId = code("invalid_submission_id", "Invalid submission ID error. Please check the submission ID.");
const noSuchId = sentence("Invalid Submission Id.");

/** A call of the public API about a submission, and how it is refused; `null` where the reason is none for this call. */
interface Call {
  name: string;
  request(cast: Cast, id: string, picture: Buffer): [path: string, init: RequestInit];
  wrongKey: Said;
  closed: Said | null;
  unknown: Said | null;
  finished: Said | null;
}

const json = (method: string, body: unknown): RequestInit => ({ method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

const calls: readonly Call[] = [
  {
    name: "POST step1", wrongKey: forbidden, closed: unavailable, unknown: wrongId, finished: wrongId,
    request: (_cast, submissionId, idImage) => ["/step1", { body: formOf({ issuingCountry: "UTO", email: "anna@applicant.test", idType: "passport", submissionId }, { idImage }) }],
  },
  {
    name: "POST validationaccount", wrongKey: unauthorized, closed: noProject, unknown: noSubmission, finished: finishedId,
    request: (_cast, submissionId) => ["/validationaccount", json("POST", { submissionId, requestType: "occupancy", userName: "Kim Minseo", bankCode: "004", accountNumber: "110200300" })],
  },
  {
    name: "POST step2", wrongKey: unauthorized, closed: noProject, unknown: noSubmission, finished: finishedId,
    request: (_cast, submissionId, faceImage) => ["/step2", { body: formOf({ submissionId, ...claims }, { faceImage }) }],
  },
  { name: "GET", wrongKey: forbidden, closed: null, unknown: [200, { Items: [] }], finished: null, request: (_cast, id) => [`?submission_id=${id}`, { method: "GET" }] },
  {
    name: "POST review", wrongKey: sentence("Project not found."), closed: null, unknown: noSuchId, finished: sentence("Only submissions in pending status can be reviewed"),
    request: ({ members }, submissionId) => ["/review", json("POST", { admin: members.agent.email, submissionId, status: "approved" })],
  },
  {
    name: "POST", wrongKey: forbidden, closed: unavailable, unknown: null, finished: null,
    request: ({ members }) => ["", json("POST", { admin: members.lead.email, email: "moved@applicant.test", fullName: "Anna Example", birthDate: "1994-05-12", kycStatus: "approved", idType: "passport", issuingCountry: "DEU" })],
  },
  {
    name: "PATCH", wrongKey: forbidden, closed: null, unknown: noSuchId, finished: null,
    request: ({ members }, submissionId) => ["", json("PATCH", { submissionId, admin: members.lead.email, data: { gender: "male" } })],
  },
  { name: "DELETE partial", wrongKey: forbidden, closed: null, unknown: noSuchId, finished: null, request: (_cast, id) => [`/partial?submission_id=${id}&fields=email`, { method: "DELETE" }] },
  {
    name: "PUT image", wrongKey: forbidden, closed: null, unknown: noSuchId, finished: null,
    request: ({ members }, submissionId, picture) => ["/image", json("PUT", { submissionId, admin: members.lead.email, selfieImage: picture.toString("base64") })],
  },
  {
    name: "DELETE", wrongKey: forbidden, closed: null, unknown: noSuchId, finished: null,
    request: ({ members }, id) => [`?submission_id=${id}&admin_name=${members.admin.email}`, { method: "DELETE" }],
  },
];

/** A project with a client, whose refusals are held against what was there before. */
async function openProject(stage: Stage) {
  const cast = await castStory(stage);
  const [client, picture] = [await apiClient(stage, cast), await newPicture()];
  const send = ({ request }: Call, id: string, key = client.key): Promise<ApiAnswer> => {
    const [path, init] = request(cast, id, picture);
    return client.send(`/v3/submission${path}`, { ...init, headers: { ...(init.headers as Record<string, string> | undefined), "x-api-key": key } });
  };
  const refuses = async (call: Call, id: string, said: Said, key?: string) => {
    const before = await writtenOf(stage, cast);
    const { status, body } = await send(call, id, key);
    expect([status, body], call.name).toEqual(said);
    expect(await writtenOf(stage, cast), call.name).toBe(before);
  };
  return { cast, client, send, refuses };
}

/** A submission that Step 2 finished. */
async function approved(client: ApiClient): Promise<string> {
  const id = String((await client.step1({ email: "anna@applicant.test" })).body["submissionId"]);
  expect((await client.step2(id)).body).toMatchObject({ kycStatus: "approved" });
  return id;
}

const anotherSecret = (key: string) => key.slice(0, -1) + (key.endsWith("A") ? "B" : "A");

test("without a key, and with a wrong or a revoked one, every call is refused in its own words", async ({ stage }) => {
  const { cast, client, refuses } = await openProject(stage);
  const id = await cast.addCase();
  for (const call of calls) await refuses(call, id, forbidden, "");
  for (const key of ["nonsense", `vk_000000000000_${"a".repeat(43)}`, anotherSecret(client.key)]) for (const call of calls) await refuses(call, id, call.wrongKey, key);
  await stage.runtime.db.update(apiKeys).set({ revokedAt: new Date() }).where(eq(apiKeys.projectId, cast.projectId));
  for (const call of calls) await refuses(call, id, call.wrongKey);
});

test("from an address that the allow-list does not name every call is denied, and a wrong key learns nothing of the list", async ({ stage }) => {
  const { cast, client, refuses } = await openProject(stage);
  const id = await cast.addCase();
  await changePolicy(stage, cast, { ipAllowList: ["192.0.2.0/24"] });
  for (const call of calls) await refuses(call, id, denied);
  for (const call of calls) await refuses(call, id, call.wrongKey, anotherSecret(client.key));
});

for (const state of ["closed", "stopped"] as const)
  test(`a ${state} project takes no submissions, and is asked and reviewed all the same`, async ({ stage }) => {
    const { cast, refuses, send } = await openProject(stage);
    const id = await cast.addCase();
    await stage.runtime.db.update(projects).set({ state }).where(eq(projects.id, cast.projectId));
    for (const call of calls) if (call.closed !== null) await refuses(call, id, call.closed);
    for (const call of calls) if (call.closed === null) expect((await send(call, id)).status, call.name).toBe(200);
  });

test("of a deleted project every call says that it is not there", async ({ stage }) => {
  const { cast, refuses } = await openProject(stage);
  const id = await cast.addCase();
  await stage.runtime.db.update(projects).set({ state: "deleted" }).where(eq(projects.id, cast.projectId));
  for (const call of calls) await refuses(call, id, noProject);
});

test("another project's submission is answered as one that nobody knows", async ({ stage }) => {
  const { refuses } = await openProject(stage);
  const elsewhere = await castStory(stage);
  for (const id of [randomUUID(), await elsewhere.addCase()]) for (const call of calls) if (call.unknown !== null) await refuses(call, id, call.unknown);
});

test("a submission that is finished takes no further step and no second review", async ({ stage }) => {
  const { client, refuses } = await openProject(stage);
  const id = await approved(client);
  for (const call of calls) if (call.finished !== null) await refuses(call, id, call.finished);
});

test("too many fields, fields, files and bodies that are too large are refused as they come, and nothing is stored", async ({ stage }) => {
  const { cast, client } = await openProject(stage);
  const [id, picture] = [await cast.addCase(), await newPicture()];
  const before = await writtenOf(stage, cast);
  const manyFields = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${index.toString()}`, "x"]));
  const manyFiles = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`file${index.toString()}`, picture]));
  const longField = { cf1: "x".repeat(16 * 1024 + 1) };
  const large = Buffer.alloc(2 * 1024 * 1024 + 1, 7);
  const largeFor = (errorCode: string, message: string): Said => [413, code(errorCode, message)[1]];
  const tooMuch = largeFor("invalid_payload", "Failed to parse the input data.");

  const answers: [string, Promise<ApiAnswer>, Said][] = [
    ["fields of Step 1", client.step1(manyFields), tooMuch],
    ["fields of Step 2", client.step2(id, manyFields), tooMuch],
    ["files of Step 1", client.step1({}, { idImage: picture, ...manyFiles }), tooMuch],
    ["files of Step 2", client.step2(id, {}, { faceImage: picture, ...manyFiles }), tooMuch],
    ["a field of Step 1", client.step1(longField), tooMuch],
    ["a field of Step 2", client.step2(id, longField), tooMuch],
    ["the front", client.step1({}, { idImage: large }), largeFor("invalid_id_image", "Invalid ID image. Please retry with another ID image.")],
    ["the back", client.step1({}, { idImage: picture, idBackImage: large }), largeFor("invalid_id_image", "Invalid ID image. Please retry with another ID image.")],
    ["the selfie", client.step2(id, {}, { faceImage: large }), largeFor("invalid_face_image", "Invalid face image. Please retry with another face image.")],
    ["the proof of address", client.step2(id, {}, { faceImage: picture, addressImage: large }), largeFor("invalid_address_image", "Invalid address image. Please retry with another address image.")],
    ["the body of PreStep2", client.preStep2({ submissionId: id, userName: "x".repeat(70_000) }), tooMuch],
  ];
  for (const [what, answer, said] of answers) {
    const { status, body } = await answer;
    expect([status, body], what).toEqual(said);
  }
  expect(await writtenOf(stage, cast)).toBe(before);
});
