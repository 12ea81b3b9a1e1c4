import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";
import { noise } from "./hostile-pictures";
import { newPicture } from "./intake-client";

/** The samples of the reference as published, but for the host: values of `--form` stand in quotes, which curl takes off. */
const url = `${e2e.origin}/v3/submission`;
const run = promisify(execFile);

test.skip(spawnSync("curl", ["--version"]).error !== undefined, "curl is not installed on this machine");

let folder = "";

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "verdict-curl-"));
  // More than a megabyte: curl asks whether it may send it, with `Expect: 100-continue`.
  await writeFile(path.join(folder, "passport.jpg"), await noise(1500, 1000).jpeg({ quality: 95 }).toBuffer());
  await writeFile(path.join(folder, "back side.png"), await sharp(await newPicture()).png().toBuffer());
  await writeFile(path.join(folder, "셀피, 1;2.jpg"), await newPicture());
  await writeFile(path.join(folder, "bill.jpg"), await newPicture());
  await writeFile(path.join(folder, "large.jpg"), Buffer.alloc(6 * 1024 * 1024, 7));
});

test.afterAll(() => rm(folder, { recursive: true }));

const file = (name: string) => `@"${path.join(folder, name)}"`;
const quoted = (value: string) => `"${value.replace(/["\\]/g, "\\$&")}"`;

async function curl(...given: string[]): Promise<{ status: number; body: Record<string, unknown> }> {
  const { stdout } = await run("curl", ["--silent", "--show-error", "--location", "--write-out", "\n%{http_code}", ...given]);
  const at = stdout.lastIndexOf("\n");
  return { status: Number(stdout.slice(at + 1)), body: JSON.parse(stdout.slice(0, at)) as Record<string, unknown> };
}

const forms = (fields: Record<string, string>, images: Record<string, string>) => [
  ...Object.entries(fields).flatMap(([name, value]) => ["--form", `${name}=${quoted(value)}`]),
  ...Object.entries(images).flatMap(([name, each]) => ["--form", `${name}=${file(each)}`]),
];

test("curl sends a document, a bank account and a person, reads them, and decides", async ({ cast }) => {
  const key = ["--header", `x-api-key: ${await cast.addApiKey({ addressCollection: true, proofOfAddress: true, bankAuthentication: true })}`];
  const json = ["--header", "Content-Type: application/json"];

  const document = { issuingCountry: "KOR", email: "kim@applicant.test", idType: "passport", userid: "user-1", cf1: "one", cf2: "two", cf3: "three", customOptions: JSON.stringify({ ageLimit: false, rejectDuplicateUser: true }) };
  const first = await curl("--request", "POST", `${url}/step1`, ...key, ...forms(document, { idImage: "passport.jpg", idBackImage: "back side.png" }));
  expect(first).toMatchObject({ status: 200, body: { verificationResult: "success", kycStatus: "incomplete", retryCount: 0 } });
  const submissionId = String(first.body["submissionId"]);

  const account = JSON.stringify({ submissionId, requestType: "occupancy", userName: "김민서", bankCode: "004", accountNumber: "1234567890" });
  expect(await curl("--request", "POST", `${url}/validationaccount`, ...key, ...json, "--data-raw", account)).toEqual({ status: 200, body: { statusCode: 200, message: "success", success: true } });

  const person = {
    submissionId, name: "Kim Minseo", date_of_birth: "1994-05-12", gender: "female", nationality: "KOR", date_of_issue: "2021-01-10", date_of_expiry: "2099-01-09", document_number: "M70689098",
    formatted_address: `110, Sejong-daero, "Jung-gu", Seoul`, address_input: "서울특별시 중구 세종대로 110", address_detail: "3층", userOccupancyName: "김민서", userOccupancyCode: "4821",
  };
  const second = await curl("--request", "POST", `${url}/step2`, ...key, ...forms(person, { faceImage: "셀피, 1;2.jpg", addressImage: "bill.jpg" }));
  expect(second).toEqual({ status: 200, body: { verificationResult: "success", faceSimilarityScore: 97, livenessScore: null, kycStatus: "pending", retryCount: 0 } });

  const { body } = await curl("--request", "GET", `${url}?submission_id=${submissionId}`, ...key);
  const [item] = body["Items"] as { data: Record<string, unknown>; image: Record<string, string> }[];
  expect([item?.data["date_of_birth"], item?.data["nationality"]]).toEqual(["1994-05-12", "KOR"]);
  expect(item?.data).toMatchObject({ cf1: "one", cf3: "three", address_formatted: person.formatted_address, address_input: person.address_input, address_detail: person.address_detail });
  for (const kind of ["idImage", "idBackImage", "selfieImage", "addressImage"]) {
    await run("curl", ["--silent", "--fail", "--output", path.join(folder, kind), item?.image[kind] ?? ""]);
    expect((await sharp(path.join(folder, kind)).metadata()).format, kind).toBe("jpeg");
  }

  const review = JSON.stringify({ admin: cast.members.agent.email, submissionId, status: "rejected", rejectComment: "The address is not the bill's.", updateFields: { fullName: "Kim Min Seo" } });
  expect(await curl("--request", "POST", `${url}/review`, ...key, ...json, "--data-raw", review)).toEqual({
    status: 200, body: { submissionId, message: "Success to review submission.", finalStatus: "rejected" },
  });
});

test("curl hears why it is refused, in the middle of sending as well", async ({ cast }) => {
  const key = ["--header", `x-api-key: ${await cast.addApiKey()}`];
  const document = { issuingCountry: "KOR", email: "kim@applicant.test", idType: "passport" };
  const refused = await curl("--request", "POST", `${url}/step1`, ...key, ...forms(document, { idImage: "large.jpg" }));
  expect(refused).toMatchObject({ status: 413, body: { errorCode: "invalid_id_image", errors: [{ code: "invalid_id_image" }] } });
  expect(await curl("--request", "POST", `${url}/step1`, "--header", "x-api-key: sesame", ...forms(document, { idImage: "large.jpg" }))).toEqual({ status: 403, body: { message: "Forbidden" } });
  expect(await curl("--request", "POST", `${url}/step1`, ...key, ...forms(document, {}))).toMatchObject({ status: 400, body: { errorCode: "invalid_payload" } });
});
