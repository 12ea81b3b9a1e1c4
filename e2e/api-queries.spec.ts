import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { itemPageSchema } from "@/lib/contracts/v3/item";
import { apiCalls } from "./api-calls";
import { expect, hold, readCase, send, test } from "./fixtures";
import { castStory } from "./stage";

test("a client reads who a case is of, and why the desk rejected it", async ({ page, cast, stage, signIn, request }) => {
  const call = await apiCalls(stage, cast, request);
  const id = await cast.addCase();
  const before = await (await call("GET", `/submission?submission_id=${id}`)).json();
  expect(before.Items[0].data.date_of_birth).toBe("1994-05-12");
  expect(before.Items[0].data.nationality).toBe("KOR");
  expect(before.Items[0].kyc.result).toBe("pending");

  await signIn("agent");
  const rejection = { outcome: "rejected", version: 1, lease: await hold(page, id), codes: ["id_image_badImage"], otherText: null, fields: {}, confirmedHits: [] };
  expect((await send(page, "POST", `/api/submissions/${id}/decision`, rejection)).status()).toBe(200);
  const answer = await call("GET", `/submission?submission_id=${id}`);
  expect(answer.headers()).toMatchObject({ "content-type": "application/json", "cache-control": "private, no-store" });
  const { Items } = itemPageSchema.parse(await answer.json());
  expect(Items[0]).toMatchObject({
    reviewer: cast.members.agent.email,
    kyc: { result: "rejected", commentCode: ["id_image_badImage"], comment: ["Fail to read the ID image. Please take a clear picture of your ID document."] },
  });
});

test("nobody reads without a right key, and a key reads its own project alone", async ({ cast, stage, request }) => {
  const call = await apiCalls(stage, cast, request);
  const elsewhere = await castStory(stage);
  const id = await elsewhere.addCase();
  expect(await (await call("GET", `/submission?submission_id=${id}`)).json()).toEqual({ Items: [] });
  for (const key of ["", "vk_000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "nonsense"]) {
    const refused = await call("GET", "/submission", { headers: { "x-api-key": key } });
    expect([refused.status(), await refused.json()]).toEqual([403, { message: "Forbidden" }]);
  }
  const wrong = await call("GET", "/submission?count=0");
  expect(wrong.status()).toBe(400);
  expect((await wrong.json()).errors[0].message).toBe("count is a whole number from 1 to 2000.");
});

test("an item's picture opens by its link without a key; a link that was altered does not", async ({ cast, stage, request, playwright }) => {
  const call = await apiCalls(stage, cast, request);
  const id = await cast.addCase();
  const { Items } = await (await call("GET", `/submission?submission_id=${id}`)).json();
  const link = new URL(Items[0].image.idImage);
  expect(Items[0].image.selfieImage).toBeNull();

  const anyone = await playwright.request.newContext();
  const opened = await anyone.get(link.href);
  expect(opened.status()).toBe(200);
  expect(opened.headers()).toMatchObject({
    "content-type": "image/jpeg", "cache-control": "private, no-store", "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "cross-origin",
  });
  const metadata = await sharp(await opened.body()).metadata();
  expect(metadata).toMatchObject({ format: "jpeg", width: 640, height: 400 });
  expect(metadata.exif ?? metadata.iptc ?? metadata.xmp).toBeUndefined();

  const changes: [string, string][] = [["kind", "selfieImage"], ["submission_id", randomUUID()], ["expires", "99999999999"], ["signature", "A".repeat(43)], ["signature", ""], ["expires", "soon"]];
  for (const [name, value] of changes) {
    const altered = new URL(link);
    altered.searchParams.set(name, value);
    const refused = await anyone.get(altered.href);
    expect([refused.status(), await refused.json()], name).toEqual([403, { message: "Forbidden" }]);
  }
  await anyone.dispose();
});

test("a review call decides once for its Idempotency-Key, and the desk sees who it was", async ({ page, cast, stage, signIn, request }) => {
  const call = await apiCalls(stage, cast, request);
  const id = await cast.addCase();
  const data = { admin: cast.members.agent.email, submissionId: id, status: "approved", updateFields: { issuingCountry: "IRN" } };
  const headers = { "idempotency-key": randomUUID() };
  const wanted = { submissionId: id, message: "Success to review submission.", finalStatus: "rejected" };
  expect(await (await call("POST", "/submission/review", { data, headers })).json()).toEqual(wanted);
  expect(await (await call("POST", "/submission/review", { data, headers })).json()).toEqual(wanted);
  expect((await call("POST", "/submission/review", { data: { ...data, status: "rejected" }, headers })).status()).toBe(422);
  const late = await call("POST", "/submission/review", { data });
  expect([late.status(), await late.json()]).toEqual([400, { message: "Only submissions in pending status can be reviewed", statusCode: 400 }]);
  const nobody = await call("POST", "/submission/review", { data, headers: { "x-api-key": "vk_000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } });
  expect(await nobody.json()).toEqual({ message: "Project not found.", statusCode: 400 });

  await signIn("agent");
  expect(await readCase(page, id)).toMatchObject({ status: "rejected", final: { issuingCountry: "IRN" }, decision: { codes: ["id_info_blacklist"], reviewer: cast.members.agent.email } });
});

test("a submission is taken over, updated, given another picture, cut down and erased", async ({ cast, stage, request }) => {
  const call = await apiCalls(stage, cast, request);
  const [lead, admin] = [cast.members.lead.email, cast.members.admin.email];
  const insert = { admin: lead, email: "moved@applicant.test", fullName: "Anna Example", birthDate: "1994-05-12", kycStatus: "approved", idType: "passport", issuingCountry: "DEU" };
  const { submissionId } = await (await call("POST", "/submission", { data: insert })).json();
  const itemOf = async () => (await (await call("GET", `/submission?submission_id=${submissionId}`)).json()).Items[0];
  expect(await itemOf()).toMatchObject({ kyc: { result: "approved" }, data: { first_name: "Anna", age_group: "adult" }, image: { idImage: null } });

  expect((await call("PATCH", "/submission", { data: { submissionId, admin: lead, data: { lastName: "Muster" } } })).status()).toBe(200);
  const picture = (await sharp({ create: { width: 80, height: 50, channels: 3, background: "#abc" } }).png().toBuffer()).toString("base64");
  const put = await call("PUT", "/submission/image", { data: { submissionId, admin: lead, selfieImage: picture } });
  expect(await put.json()).toEqual({ message: "complete to update image." });
  const updated = await itemOf();
  expect(updated.data.full_name).toBe("Anna Muster");
  expect(updated.image.selfieImage).toContain("/v3/submission/image?");

  expect((await call("DELETE", `/submission/partial?submission_id=${submissionId}&fields=email&data_fields=date_of_birth`)).status()).toBe(200);
  expect(await itemOf()).toMatchObject({ email: null, data: { date_of_birth: null, full_name: "Anna Muster" } });
  expect((await call("DELETE", `/submission?submission_id=${submissionId}&admin_name=${lead}`)).status()).toBe(400);
  expect((await call("DELETE", `/submission?submission_id=${submissionId}&admin_name=${admin}`)).status()).toBe(200);
  expect(await itemOf()).toMatchObject({ kyc: { result: "deleted" }, data: { full_name: null }, image: { selfieImage: null } });
});

test("what is no JSON, too large, or no object is refused in the words of its call", async ({ cast, stage, request }) => {
  const call = await apiCalls(stage, cast, request);
  const json = { "content-type": "application/json" };
  for (const data of ["{", "[]", '"text"', "null", `{"admin":"\\u0000"}`]) {
    const [review, insert] = [await call("POST", "/submission/review", { data, headers: json }), await call("POST", "/submission", { data, headers: json })];
    expect([review.status(), await review.json()]).toEqual([400, { message: "Invalid data format.", statusCode: 400 }]);
    expect([insert.status(), (await insert.json()).errorCode]).toEqual([400, "invalid_payload"]);
  }
  expect((await call("POST", "/submission/review", { data: { admin: "x".repeat(70_000) } })).status()).toBe(413);
  expect((await call("PUT", "/submission/image", { data: { selfieImage: "A".repeat(12 * 1024 * 1024) } })).status()).toBe(413);
});
