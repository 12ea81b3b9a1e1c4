import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { env } from "@/lib/env";
import { engineNames, engineVariables } from "@/lib/kyc/intake/engine-ports";
import { stepMessage, type StepMessage } from "@/lib/kyc/intake/step-codes";
import { sha256Of } from "./engine-double";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";
import { hostilePictures } from "./hostile-pictures";
import { apiClient, changePolicy, newPicture, type ApiAnswer } from "./intake-client";
import { remoteDouble } from "./remote-double";
import { startSecondDesk } from "./second-desk";
import type { Cast, Stage } from "./stage";

/** A desk with a folder of images of its own: a file in it is one that these stories left. */
let desk: Awaited<ReturnType<typeof startSecondDesk>>;
let folder = "";
let hostile: Awaited<ReturnType<typeof hostilePictures>> = [];

const idOf = ({ body }: ApiAnswer) => String(body["submissionId"]);
const filesIn = async (directory: string) => (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name).sort();

/** The stage tells where the database is. */
test.beforeAll(async ({ stage: _stage }) => {
  folder = await mkdtemp(path.join(tmpdir(), "verdict-images-"));
  const urls = Object.fromEntries(engineNames.map((name) => [engineVariables[name], `${e2e.engines.origin}/${name}`]));
  desk = await startSecondDesk(env().DATABASE_URL, { IMAGES_DIR: folder, ENGINE_SECRET: e2e.engines.secret, ...urls });
  hostile = await hostilePictures();
});

test.afterAll(async () => {
  await desk.stop();
  await rm(folder, { recursive: true });
});

/** Everything that a request of the story's project can have left: rows, keys, files. */
async function storedOf({ runtime }: Stage, { projectId }: Cast) {
  const { rows } = await runtime.db.execute(sql`
    select
      (select coalesce(json_agg(json_build_array(id, version, status, retry_count) order by id), '[]') from submissions where project_id = ${projectId}) as submissions,
      (select count(*)::int from images join submissions on submissions.id = images.submission_id where submissions.project_id = ${projectId}) as images,
      (select count(*)::int from attempts where project_id = ${projectId}) as attempts,
      (select count(*)::int from evaluations where project_id = ${projectId}) as evaluations,
      (select count(*)::int from audit_entries where project_id = ${projectId}) as entries`);
  return { rows, keys: await filesIn(path.join(env().KEYS_DIR, projectId)), files: await filesIn(folder) };
}

/** A code of a step as the steps answer it. */
const refusalOf = ({ code, message }: StepMessage) => ({ status: 400, body: { errorCode: code, message, errors: [{ code, message }] } });

const noId = refusalOf(stepMessage("step1", "invalid_id_image"));
const noFace = refusalOf(stepMessage("step2", "invalid_face_image"));
const noAddress = refusalOf(stepMessage("step2", "invalid_address_image"));

/** No engine was given a picture that the house refuses. */
async function expectNeverSent() {
  const sent = new Set((await remoteDouble(e2e.engines.origin).calls()).flatMap(({ match }) => match));
  expect(hostile.filter(([, bytes]) => sent.has(sha256Of(bytes))).map(([name]) => name)).toEqual([]);
}

test("what is no whole JPEG or PNG is refused at Step 1, front and back, and leaves nothing behind", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast, desk.origin);
  const front = await newPicture();
  const before = await storedOf(stage, cast);
  expect(before).toMatchObject({ rows: [{ submissions: [], images: 0, attempts: 0 }], keys: ["project"] });

  for (const [name, bytes] of hostile) {
    expect(await client.step1({}, { idImage: bytes }), name).toMatchObject(noId);
    expect(await client.step1({ idType: "government_id" }, { idImage: front, idBackImage: bytes }), `${name}, as the back`).toMatchObject(noId);
  }
  expect(await storedOf(stage, cast)).toEqual(before);
  await expectNeverSent();
});

test("a try that goes on is as it was after a picture that is none: nothing is stored, nothing counts", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast, desk.origin);
  const [email, unread] = ["greta@applicant.test", await newPicture()];
  await remoteDouble(e2e.engines.origin).program("readZone", sha256Of(unread), { facts: { isWhole: false } });
  const submissionId = idOf(await client.step1({ email }, { idImage: unread }));
  const before = await storedOf(stage, cast);
  expect(before).toMatchObject({ rows: [{ submissions: [[submissionId, 1, "incomplete", 1]], images: 1, attempts: 1 }] });
  for (const [name, bytes] of hostile) expect(await client.step1({ email, submissionId }, { idImage: bytes }), name).toMatchObject(noId);
  expect(await storedOf(stage, cast)).toEqual(before);
});

test("at Step 2 the face and the proof of address are refused by their own codes, and the submission stays as it was", async ({ stage, cast }) => {
  await changePolicy(stage, cast, { proofOfAddress: true });
  const client = await apiClient(stage, cast, desk.origin);
  const [faceImage, addressImage] = [await newPicture(), await newPicture()];
  const submissionId = idOf(await client.step1());
  const before = await storedOf(stage, cast);
  expect(before).toMatchObject({ rows: [{ images: 1, attempts: 1 }], keys: [submissionId, "project"].sort() });

  for (const [name, bytes] of hostile) {
    expect(await client.step2(submissionId, {}, { faceImage: bytes, addressImage }), name).toMatchObject(noFace);
    expect(await client.step2(submissionId, {}, { faceImage, addressImage: bytes }), `${name}, as the proof`).toMatchObject(noAddress);
  }
  expect(await storedOf(stage, cast)).toEqual(before);
  await expectNeverSent();
  expect(await client.step2(submissionId, {}, { faceImage, addressImage })).toMatchObject({ status: 200, body: { verificationResult: "success", retryCount: 0 } });
});

test("a proof of address that no option asks for is passed over unread", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast, desk.origin);
  const submissionId = idOf(await client.step1());
  const [, svg = Buffer.alloc(0)] = hostile.find(([name]) => name === "an SVG with a script") ?? [];
  expect(await client.step2(submissionId, {}, { faceImage: await newPicture(), addressImage: svg })).toMatchObject({ status: 200, body: { kycStatus: "approved" } });
  const { body } = await client.send(`/v3/submission?submission_id=${submissionId}`, { method: "GET" });
  expect(body).toMatchObject({ Items: [{ image: { addressImage: null } }] });
  await expectNeverSent();
});

test("a picture that comes later, as base64, is refused for the same reasons", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast, desk.origin);
  const submissionId = await cast.addCase();
  const before = await storedOf(stage, cast);
  const put = (image: Buffer, begin = "") =>
    client.send("/v3/submission/image", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ submissionId, admin: cast.members.lead.email, selfieImage: begin + image.toString("base64") }),
    });
  for (const [name, bytes] of hostile.filter(([, { length }]) => length > 0))
    expect(await put(bytes, "data:image/jpeg;base64,"), name).toMatchObject({ status: 400, body: { message: "Invalid data format.", statusCode: 400 } });
  expect(await storedOf(stage, cast)).toEqual(before);
  await expectNeverSent();
  expect(await put(await newPicture(), "data:image/svg+xml;base64,")).toMatchObject({ status: 200, body: { message: "complete to update image." } });
});
