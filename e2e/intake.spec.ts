import { sql } from "drizzle-orm";
import { apiClient, changePolicy, claims, formOf, newPicture } from "./intake-client";
import { sha256Of } from "./engine-double";
import { e2e } from "./environment";
import { expect, readCase, test } from "./fixtures";
import { remoteDouble } from "./remote-double";

const double = remoteDouble(e2e.engines.origin);
const idOf = ({ body }: { body: Record<string, unknown> }) => String(body["submissionId"]);

test("an applicant whose document, face and words agree is approved without a person, and the case says so", async ({ page, stage, cast, signIn }) => {
  const client = await apiClient(stage, cast);
  const first = await client.step1({ email: "anna@applicant.test", userid: "u-1", cf1: "blue" });
  expect(first).toMatchObject({ status: 200, body: { verificationResult: "success", kycStatus: "incomplete", retryCount: 0, ocr: { fullName: "Kim Minseo", idType: "passport", issuingCountry: "UTO" } } });
  expect(first.headers.get("cache-control")).toContain("no-store");
  const second = await client.step2(idOf(first));
  expect(second).toMatchObject({ status: 200, body: { verificationResult: "success", faceSimilarityScore: 97, livenessScore: null, kycStatus: "approved", retryCount: 0 } });

  await signIn("lead");
  const detail = await readCase(page, idOf(first));
  expect(detail).toMatchObject({ status: "approved", reviewer: "system", source: "api", userid: "u-1", images: [{ kind: "idImage" }, { kind: "selfieImage" }] });
  await page.goto(`/submissions/${idOf(first)}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline).toContainText("The system approved");
  await expect(timeline).toContainText("API key Story sent Step 2");
  await expect(timeline).toContainText("API key Story sent Step 1");
});

test("an applicant who says something else than the document waits in the queue, with the field that differs", async ({ page, stage, cast, signIn }) => {
  const client = await apiClient(stage, cast);
  const first = await client.step1();
  expect(await client.step2(idOf(first), { date_of_birth: "1994-05-13" })).toMatchObject({ status: 200, body: { kycStatus: "pending" } });

  await signIn("agent");
  await page.goto("/queue");
  await expect(page.getByRole("link", { name: /Kim Minseo/ })).toBeVisible();
  expect(await readCase(page, idOf(first))).toMatchObject({ status: "pending", flags: ["field_mismatch:birthDate"], claimed: { birthDate: "1994-05-13" }, printed: { birthDate: "1994-05-12" } });
});

test("tries that fail are told with their codes, go on without an id, and the third is the rejection", async ({ page, stage, cast, signIn }) => {
  const client = await apiClient(stage, cast);
  const idImage = await newPicture();
  await double.program("readZone", sha256Of(idImage), { facts: { isWhole: false } });
  const tries = [];
  for (let count = 0; count < 3; count += 1) tries.push(await client.step1({ email: "boris@applicant.test" }, { idImage }));
  expect(new Set(tries.map(idOf)).size).toBe(1);
  expect(tries.map(({ status, body }) => [status, body["kycStatus"], body["retryCount"]])).toEqual([[200, "incomplete", 1], [200, "incomplete", 2], [200, "rejected", 3]]);
  expect(tries[2]?.body).toMatchObject({ retry: [{ retryCode: "mrz_protocol_fail", retryMsg: "Failed to detect full MRZ" }], comment: ["Multiple invalid KYC attempts"], commentCode: ["too_many_retry"] });
  expect(await client.step1({ email: "boris@applicant.test" })).toMatchObject({ status: 400, body: { errorCode: "rejected_submission", errors: [{ code: "rejected_submission" }] } });

  await signIn("agent");
  await page.goto(`/submissions/${idOf(tries[0] ?? { body: {} })}`);
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("The system rejected with too_many_retry");
});

test("a bank account is checked with one won: the code of the depositor's name is asked for in Step 2", async ({ stage, cast }) => {
  await changePolicy(stage, cast, { bankAuthentication: true });
  const client = await apiClient(stage, cast);
  const submissionId = idOf(await client.step1());
  const account = { submissionId, requestType: "occupancy", userName: "Kim Minseo", bankCode: "004", accountNumber: String(Date.now()) };
  const bank = { userOccupancyName: "Kim Minseo", userOccupancyCode: "4821" };
  expect((await client.step2(submissionId, bank)).body).toMatchObject({ errorCode: "invalid_bank_authentication" });
  await double.program("transferOneWon", account.accountNumber, { facts: { outcome: "invalid_account_number" } }, 1);
  expect(await client.preStep2(account)).toMatchObject({ status: 200, body: { statusCode: 200, success: false, retryCode: "invalid_account_number", retryCount: 1 } });
  expect(await client.preStep2(account)).toMatchObject({ status: 200, body: { statusCode: 200, message: "success", success: true } });
  expect(await client.step2(submissionId, bank)).toMatchObject({ status: 200, body: { kycStatus: "approved", retryCount: 1 } });

  expect(await client.preStep2("no object")).toMatchObject({ status: 400, body: { errorCode: "invalid_payload" } });
  expect(await client.preStep2({ ...account, submissionId: "x" })).toMatchObject({ status: 400, body: { errorCode: "invalid_submission_id" } });
  expect(await client.preStep2({ ...account, userName: "" })).toMatchObject({ status: 400, body: { errorCode: "missing_parameters" } });
  expect(await client.preStep2(account)).toMatchObject({ status: 400, body: { errorCode: "invalid_submission_id" } });
});

test("what cannot be read is refused with its code, and nothing is stored", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast);
  const picture = await newPicture();
  const big = Buffer.alloc(2 * 1024 * 1024 + 1, 7);
  const step1 = "/v3/submission/step1";
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${index.toString()}`, "x"]));
  const text = { "content-type": "text/plain" };
  const broken = { "content-type": "multipart/form-data; boundary=x" };

  expect(await client.send(step1, { headers: { "x-api-key": "" }, body: formOf({}, {}) })).toMatchObject({ status: 403, body: { message: "Forbidden" } });
  expect(await client.send(step1, { headers: text, body: "x" })).toMatchObject({ status: 400, body: { errorCode: "invalid_payload" } });
  expect(await client.send(step1, { headers: broken, body: "--x\r\nnothing" })).toMatchObject({ status: 400, body: { errorCode: "invalid_payload", message: "Failed to parse the input data.", errors: [{ code: "invalid_payload" }] } });
  expect(await client.step1({}, {})).toMatchObject({ status: 400, body: { errorCode: "invalid_payload" } });
  expect(await client.step1(many)).toMatchObject({ status: 413, body: { errorCode: "invalid_payload" } });
  expect(await client.step1({ email: "" })).toMatchObject({ status: 400, body: { errorCode: "missing_parameters" } });
  expect(await client.step1({ email: "nobody" })).toMatchObject({ status: 400, body: { errorCode: "invalid_email" } });
  expect(await client.step1({ idType: "library_card" })).toMatchObject({ status: 400, body: { errorCode: "invalid_id_type" } });
  expect(await client.step1({}, { idImage: big })).toMatchObject({ status: 413, body: { errorCode: "invalid_id_image" } });
  expect(await client.step1({}, { idImage: Buffer.from("<svg onload=alert(1)/>") })).toMatchObject({ status: 400, body: { errorCode: "invalid_id_image" } });

  const submissionId = idOf(await client.step1());
  expect(await client.step2(submissionId, {}, { faceImage: big })).toMatchObject({ status: 413, body: { errorCode: "invalid_face_image" } });
  expect(await client.step2(submissionId, {}, { faceImage: picture, addressImage: big })).toMatchObject({ status: 413, body: { errorCode: "invalid_address_image" } });
  expect(await client.step2(submissionId, {}, {})).toMatchObject({ status: 400, body: { errorCode: "invalid_payload" } });
  expect(await client.send("/v3/submission/step2", { headers: { "x-api-key": `vk_${"0".repeat(12)}_${"a".repeat(43)}` }, body: formOf({}, {}) })).toMatchObject({ status: 400, body: { errorCode: "unauthorized" } });

  const { rows } = await stage.runtime.db.execute(sql`select id, retry_count as tries from submissions where project_id = ${cast.projectId}`);
  expect(rows).toEqual([{ id: submissionId, tries: 0 }]);
});

test("a request that is repeated under its Idempotency-Key gets the first answer, and counts once", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast);
  const idImage = await newPicture();
  await double.program("readZone", sha256Of(idImage), { facts: { isWhole: false } });
  const fields = { email: "cora@applicant.test" };
  const key = { "idempotency-key": "a-key" };

  const first = await client.step1(fields, { idImage }, key);
  expect(first.body).toMatchObject({ retryCount: 1 });
  expect(await client.step1(fields, { idImage }, key)).toMatchObject({ status: 200, body: first.body });
  expect(await client.step1({ ...fields, cf1: "other" }, { idImage }, key)).toMatchObject({ status: 422 });
  expect((await client.step1(fields, { idImage })).body).toMatchObject({ retryCount: 2 });
  expect(await client.step1(fields, { idImage }, { "idempotency-key": "two words" })).toMatchObject({ status: 400, body: { errorCode: "invalid_idempotency_key" } });

  const refused = { "idempotency-key": "refused" };
  expect(await client.step1({ ...fields, email: "nobody" }, { idImage }, refused)).toMatchObject({ status: 400 });
  expect((await client.step1({ email: "dora@applicant.test" }, undefined, refused)).body).toMatchObject({ verificationResult: "success" });

  const erasure = await client.send(`/v3/submission?submission_id=${idOf(first)}&admin_name=${encodeURIComponent(cast.members.admin.email)}`, { method: "DELETE" });
  expect(erasure.status).toBe(200);
  expect(await client.step1(fields, { idImage }, key)).toMatchObject({ status: 400, body: { errorCode: "invalid_input_format" } });
});

test("the same request twice at once under one key runs once: the other is told to come again, or gets the answer", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast);
  const key = { "idempotency-key": "at-once" };
  const fields = { email: "eva@applicant.test" };
  const [one, other] = await Promise.all([client.step1(fields, undefined, key), client.step1(fields, undefined, key)]);
  const isOne = one.status === 200;
  const [first, second] = isOne ? [one, other] : [other, one];
  expect(first).toMatchObject({ status: 200, body: { verificationResult: "success" } });
  if (second.status === 409) expect(second.headers.get("retry-after")).toBe("2");
  else expect(second.body).toEqual(first.body);
  expect((await client.step1(fields, undefined, key)).body).toEqual(first.body);
});

test("what the database refuses is told in the words of the step, and the same request passes later", async ({ page, stage, cast, signIn }) => {
  const { db } = stage.runtime;
  const client = await apiClient(stage, cast);
  const submissionId = idOf(await client.step1());
  const name = `refuse_${cast.slug.replaceAll("-", "_")}`;
  await db.execute(sql.raw(`create function ${name}() returns trigger language plpgsql as $$ begin if new.project_id = '${cast.projectId}' then raise exception 'refused'; end if; return new; end $$`));
  await db.execute(sql.raw(`create trigger ${name} before insert on attempts for each row execute function ${name}()`));
  try {
    expect(await client.step1()).toMatchObject({ status: 400, body: { errorCode: "data_processing_error", message: "Data processing error. Please retry." } });
    expect(await client.step2(submissionId)).toMatchObject({ status: 400, body: { errorCode: "unexpected_error", message: "Failed to submit KYC." } });
  } finally {
    await db.execute(sql.raw(`drop trigger ${name} on attempts; drop function ${name}`));
  }
  expect((await client.step2(submissionId, claims)).body).toMatchObject({ kycStatus: "approved", retryCount: 0 });
  await signIn("agent");
  expect(await readCase(page, submissionId)).toMatchObject({ status: "approved", version: 2 });
});
