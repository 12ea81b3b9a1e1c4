import { sha256Of } from "./engine-double";
import { e2e } from "./environment";
import { expect, test } from "./fixtures";
import { apiClient, changePolicy, newPicture, type ApiAnswer, type ApiClient } from "./intake-client";
import { remoteDouble } from "./remote-double";

/** Every call of the reference with its own field names, and the answers with exactly its own shapes. */
const double = remoteDouble(e2e.engines.origin);

type Sample = Record<string, unknown>;

const json = ({ send }: ApiClient, method: string, path: string, body: Sample) =>
  send(`/v3/submission${path}`, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const ask = ({ send }: ApiClient, query: string) => send(`/v3/submission?${query}`, { method: "GET" });
const itemsOf = ({ body }: ApiAnswer) => body["Items"] as Record<string, Sample>[];
const idOf = ({ body }: ApiAnswer) => String(body["submissionId"]);
const heard = ({ status, body }: ApiAnswer) => ({ status, body });
const ok = (body: Sample) => ({ status: 200, body });
/** A refusal of the calls that name a member. */
const sentence = (message: string) => ({ status: 400, body: { message, statusCode: 400 } });

const migrated = { email: "moved@applicant.test", fullName: "Anna Example", birthDate: "1994-05-12", kycStatus: "approved", idType: "passport", issuingCountry: "DEU" };

test("Step 1, PreStep2 and Step 2: a retry, a bank that refuses, and the end", async ({ stage, cast }) => {
  await changePolicy(stage, cast, { bankAuthentication: true, selfieLiveness: true });
  const client = await apiClient(stage, cast);
  const [blurred, still] = [await newPicture(), await newPicture()];
  await double.program("readZone", sha256Of(blurred), { facts: { isWhole: false } });
  await double.program("checkSelfieLiveness", sha256Of(still), { facts: { score: 12 } });
  const email = "kyra@applicant.test";

  const failed = await client.step1({ email }, { idImage: blurred });
  const submissionId = idOf(failed);
  expect(heard(failed)).toEqual(ok({ submissionId, retry: [{ retryCode: "mrz_protocol_fail", retryMsg: "Failed to detect full MRZ" }], kycStatus: "incomplete", retryCount: 1 }));
  expect(heard(await client.step1({ email, submissionId }))).toEqual(ok({
    submissionId, verificationResult: "success", kycStatus: "incomplete", retryCount: 1,
    ocr: {
      fullName: "Kim Minseo", birthDate: "1994-05-12", gender: "female", nationality: "KOR", issueDate: "2021-01-10", expireDate: "2099-01-09", documentNumber: "M70689098",
      identityNumber: null, issuingCountry: "UTO", idType: "passport",
    },
  }));

  const account = { submissionId, requestType: "occupancy", userName: "Kim Minseo", bankCode: "999", accountNumber: "110234567890" };
  await double.program("transferOneWon", account.accountNumber, { facts: { outcome: "invalid_bank_code" } }, 1);
  expect(heard(await client.preStep2(account))).toEqual(ok({ statusCode: 200, message: "There is no bank with this code.", retryCode: "invalid_bank_code", success: false, retryCount: 2 }));
  expect(heard(await client.preStep2({ ...account, bankCode: "004" }))).toEqual(ok({ statusCode: 200, message: "success", success: true }));

  const bank = { userOccupancyName: "Kim Minseo", userOccupancyCode: "4821" };
  expect(heard(await client.step2(submissionId, bank))).toEqual(ok({ verificationResult: "success", faceSimilarityScore: 97, livenessScore: 96, kycStatus: "approved", retryCount: 2 }));

  const other = idOf(await client.step1());
  await client.preStep2({ ...account, submissionId: other, bankCode: "004" });
  const retry = [{ retryCode: "liveness_fail", retryMsg: "Liveness fail. Please retry with another face image." }];
  for (const retryCount of [1, 2]) expect(heard(await client.step2(other, bank, { faceImage: still }))).toEqual(ok({ retry, kycStatus: "incomplete", retryCount }));
  const third = await client.step2(other, bank, { faceImage: still });
  const rejection = { submissionId: other, retry, comment: ["Multiple invalid KYC attempts"], commentCode: ["too_many_retry"] };
  expect(heard(third)).toEqual(ok({ verificationResult: "success", faceSimilarityScore: 97, livenessScore: 12, kycStatus: "rejected", retryCount: 3, ...rejection }));
});

test("Universal: both sides always, and Step 2 says the type that they left open", async ({ stage, cast }) => {
  await changePolicy(stage, cast, { universal: true });
  const client = await apiClient(stage, cast);
  const [idImage, idBackImage] = [await newPicture(), await newPicture()];
  await double.program("detectDocument", sha256Of(idImage), { facts: { idType: null } });
  expect(await client.step1({ idType: "universal" }, { idImage })).toMatchObject({ status: 400, body: { errorCode: "missing_parameters" } });
  const submissionId = idOf(await client.step1({ idType: "universal" }, { idImage, idBackImage }));
  expect(await client.step2(submissionId)).toMatchObject({ status: 400, body: { errorCode: "invalid_idType" } });
  expect(await client.step2(submissionId, { idType: "drivers_license", license_number: "L-1", serial_number: "S-1", compoundCode: "HX8H+XX Seoul" })).toMatchObject({ status: 200, body: { verificationResult: "success" } });
  expect(itemsOf(await ask(client, `submission_id=${submissionId}`))[0]?.["data"]).toMatchObject({ idType: "drivers_license", address_compoundCode: "HX8H+XX Seoul" });
});

test("GET: an item has every part and field of the reference", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast);
  const submissionId = idOf(await client.step1({ issuingCountry: "KOR", userid: "user-1", cf1: "one", customOptions: JSON.stringify({ blacklistCountries: false, approvePeriod: false, rejectPeriod: false, ageLimit: false, rejectDuplicateUser: true }) }));
  await client.step2(submissionId, { date_of_birth: "1994-05-13", globalCode: "8Q98HX8H+XX" });
  const [item] = itemsOf(await ask(client, `submission_id=${submissionId}`));

  const parts: [part: string, keys: string[]][] = [
    ["data", ["full_name", "name", "first_name", "last_name", "gender", "nationality", "date_of_birth", "age_group", "cf1", "cf2", "cf3", "ip_address", "idType", "idcard_issuingCountry", "idcard_issueDate", "idcard_expireDate", "identityNumber", "documentNumber", "address_city", "address_country", "address_state", "address_street", "address_street2", "address_zipcode", "address_globalCode", "address_compoundCode", "address_formatted", "address_input", "address_detail"]],
    ["kyc", ["result", "comment", "commentCode", "attempts"]],
    ["project_options", ["option_aml", "option_addressData", "option_idNumber", "option_documentNumber", "option_mask_documentNumber", "option_mask_idNumber", "option_ai_only", "policy_approvePeriod", "policy_rejectPeriod", "policy_blacklistCountries", "policy_acceptedID", "policy_ageLimit"]],
    ["image", ["idImage", "idBackImage", "selfieImage", "addressImage"]],
  ];
  for (const [part, keys] of parts) expect(Object.keys(item?.[part] ?? {}).sort(), part).toEqual(keys.sort());
  const top = ["submission_id", "email", "userid", "created_at", "updated_at", "pending_at", "kyc_result_at", "reviewer", "OCR_raw", "ocr", "review", "memo"];
  expect(Object.keys(item ?? {}).sort()).toEqual([...top, ...parts.map(([part]) => part)].sort());
  expect(item).toMatchObject({
    submission_id: submissionId, userid: "user-1", kyc_result_at: null,
    data: { date_of_birth: "1994-05-13", nationality: "KOR", age_group: "adult", first_name: "Kim", last_name: "Minseo", cf1: "one", idcard_issuingCountry: "KOR", address_globalCode: "8Q98HX8H+XX" },
    kyc: { result: "pending", comment: [], commentCode: [] }, project_options: { policy_blacklistCountries: [], policy_ageLimit: null, policy_rejectPeriod: 0 },
  });
  const attempts = item?.["kyc"]?.["attempts"] as Sample[];
  for (const attempt of attempts) expect(Object.keys(attempt).sort()).toEqual(["attemptCnt", "faceSimilarityScore", "livenessScore", "retryCode", "retryMsg", "verificationParams"]);
  expect(attempts.at(-1)).toMatchObject({ faceSimilarityScore: 97, retryCode: [], retryMsg: [], verificationParams: { date_of_birth: "1994-05-13" } });
});

test("GET: one, lists, days, pages and parts", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast);
  const emails = ["a@applicant.test", "b@applicant.test", "c@applicant.test"];
  for (const [index, email] of emails.entries()) await client.step1({ email, userid: `user-${index.toString()}` });
  const foundBy = async (query: string) => itemsOf(await ask(client, query)).map((item) => item["email"]).sort();

  expect(heard(await ask(client, "submission_id=7d1a6d3e-0000-4000-8000-000000000000"))).toEqual(ok({ Items: [] }));
  expect(await foundBy("")).toEqual(emails);
  expect(await foundBy("userid=user-0&userid=user-2")).toEqual([emails[0], emails[2]]);
  expect(await foundBy("email=a@applicant.test,b@applicant.test")).toEqual([emails[0], emails[1]]);
  for (const days of ["start_date=20200101&end_date=20991231", "start_date=2020-01-01&end_date=2099-12-31"]) expect(await foundBy(days)).toEqual(emails);
  expect(await foundBy("end_date=20200101")).toEqual([]);

  const first = await ask(client, "count=2");
  const next = first.body["nextpageKey"] as { id: string; created_at: string };
  expect(Object.keys(next).sort()).toEqual(["created_at", "id"]);
  const last = await ask(client, `count=2&nextpage_id=${next.id}&nextpage_date=${encodeURIComponent(next.created_at)}`);
  expect(last.body).not.toHaveProperty("nextpageKey");
  expect([...itemsOf(first), ...itemsOf(last)].map((item) => item["email"]).sort()).toEqual(emails);

  for (const [type, keys] of Object.entries({ kyc: ["kyc"], aml: ["aml"], data: ["data"], others: ["OCR_raw", "ocr", "review", "project_options", "image", "memo"] }))
    for (const item of itemsOf(await ask(client, `request_type=${type}`))) expect(Object.keys(item).sort(), type).toEqual(["submission_id", ...keys].sort());
});

test("review: a decision with its corrections, and every sentence of a refusal", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast);
  const submissionId = await cast.addCase();
  const admin = cast.members.agent.email;
  const review = (body: Sample) => json(client, "POST", "/review", body).then(heard);
  const whole = { admin, submissionId, status: "approved" };

  expect(await review({ ...whole, admin: undefined })).toEqual(sentence("admin is required."));
  expect(await review({ ...whole, admin: "nobody@story.test" })).toEqual(sentence("Access denied. The admin is not registered in the project."));
  expect(await review({ ...whole, submissionId: undefined })).toEqual(sentence("Submission Id is required."));
  expect(await review({ ...whole, submissionId: "7" })).toEqual(sentence("Invalid Submission Id."));
  expect(await review({ ...whole, status: "perhaps" })).toEqual(sentence("Invalid status"));
  expect(await review({ ...whole, status: "rejected" })).toEqual(sentence("Reject comment is required"));
  expect(await review({ ...whole, updateFields: { shoeSize: "43" } })).toEqual(sentence("Invalid data format."));
  await changePolicy(stage, cast, { reviewer: "desk_only" });
  expect(await review(whole)).toEqual(sentence("This submission cannot be reviewed by client"));
  await changePolicy(stage, cast, { reviewer: "desk_and_api" });

  const updateFields = { fullName: "Kim Min Seo", gender: "male", issueDate: "2021-01-11", expireDate: "2031-01-10", birthDate: "1994-05-13", idType: "drivers_license" };
  expect(await review({ ...whole, updateFields })).toEqual(ok({ submissionId, message: "Success to review submission.", finalStatus: "approved" }));
  expect(itemsOf(await ask(client, `submission_id=${submissionId}`))[0]).toMatchObject({
    reviewer: admin, kyc: { result: "approved" },
    data: { full_name: "Kim Min Seo", gender: "male", idcard_issueDate: "2021-01-11", idcard_expireDate: "2031-01-10", date_of_birth: "1994-05-13", idType: "drivers_license" },
  });
  expect(await review({ ...whole, status: "rejected", rejectComment: "Too late." })).toEqual(sentence("Only submissions in pending status can be reviewed"));
});

test("insert: every field is taken over, and every code of a refusal", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast);
  const whole = {
    admin: cast.members.lead.email, ...migrated, nationality: "DEU", gender: "female", issueDate: "2020-01-01", expireDate: "2030-01-01", ipAddress: "203.0.113.7", identityNumber: "ID-77", documentNumber: "C01X00T47",
    address_city: "Berlin", address_country: "DEU", address_state: "BE", address_street: "Unter den Linden 1", address_full: "Unter den Linden 1, 10117 Berlin", cf1: "1", cf2: "2", cf3: "3", userid: "old-7",
  };
  const inserted = await json(client, "POST", "", whole);
  const submissionId = idOf(inserted);
  expect(heard(inserted)).toEqual(ok({ submissionId }));
  expect(itemsOf(await ask(client, `submission_id=${submissionId}`))[0]).toMatchObject({
    email: whole.email, userid: "old-7", kyc: { result: "approved" },
    data: {
      full_name: "Anna Example", date_of_birth: "1994-05-12", nationality: "DEU", gender: "female", idcard_issueDate: "2020-01-01", idcard_expireDate: "2030-01-01", ip_address: "203.0.113.7", identityNumber: "ID-77",
      documentNumber: "C01X00T47", address_city: "Berlin", address_country: "DEU", address_state: "BE", address_street: "Unter den Linden 1", address_formatted: whole.address_full, cf1: "1", cf2: "2", cf3: "3",
    },
  });

  const refusals: [code: string, sent: Sample | string][] = [
    ["invalid_payload", "[]"], ["missing_data", { ...whole, email: "" }], ["invalid_admin", { ...whole, admin: "nobody@story.test" }],
    ["invalid_parameter", { ...whole, shoeSize: "43" }], ["invalid_format", { ...whole, birthDate: "12.05.1994" }],
  ];
  for (const [code, sent] of refusals) {
    const refused = await client.send("/v3/submission", { headers: { "content-type": "application/json" }, body: typeof sent === "string" ? sent : JSON.stringify(sent) });
    expect(refused, code).toMatchObject({ status: 400, body: { errorCode: code, errors: [{ code, message: refused.body["message"] }] } });
    if (code === "invalid_parameter") expect(refused.body["message"]).toContain("shoeSize");
  }
});

test("PATCH: every property, and the sentences of a refusal", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast);
  const admin = cast.members.lead.email;
  const submissionId = idOf(await json(client, "POST", "", { admin, ...migrated }));
  const patch = (body: Sample) => json(client, "PATCH", "", body);
  expect(heard(await patch({ admin, data: { gender: "male" } }))).toEqual(sentence("submissionId is required."));
  expect(heard(await patch({ submissionId, data: { gender: "male" } }))).toEqual(sentence("admin is required."));
  expect(heard(await patch({ submissionId, admin, data: {} }))).toEqual(sentence("At least one property to modify is required."));

  const data = { kycStatus: "approved", idType: "drivers_license", issuingCountry: "FIN", fullName: "Aino Example", gender: "female", birthDate: "1990-02-03", nationality: "FIN", issueDate: "2021-05-06", expireDate: "2031-05-06", identityNumber: "030290-123A", documentNumber: "FI-1" };
  expect((await patch({ submissionId, admin, data })).status).toBe(200);
  const dataNow = async () => itemsOf(await ask(client, `submission_id=${submissionId}`))[0]?.["data"];
  expect(await dataNow()).toMatchObject({
    idType: "drivers_license", idcard_issuingCountry: "FIN", full_name: "Aino Example", gender: "female", date_of_birth: "1990-02-03", nationality: "FIN", idcard_issueDate: "2021-05-06", idcard_expireDate: "2031-05-06",
    identityNumber: "030290-123A", documentNumber: "FI-1",
  });
  expect((await patch({ submissionId, admin, data: { firstName: "Anna", lastName: "Muster", serialNumber: "S-2" } })).status).toBe(200);
  expect(await dataNow()).toMatchObject({ full_name: "Anna Muster", documentNumber: "S-2" });
});

test("PUT image and DELETE: all images, parts and the whole", async ({ stage, cast }) => {
  const client = await apiClient(stage, cast);
  const { lead, admin } = cast.members;
  const submissionId = idOf(await client.step1({ userid: "user-9" }));
  await client.step2(submissionId, { gender: "male" });
  const itemNow = async () => itemsOf(await ask(client, `submission_id=${submissionId}`))[0];
  const picture = async () => (await newPicture()).toString("base64");

  const images = { idImage: await picture(), idBackImage: await picture(), selfieImage: await picture(), addressImage: await picture() };
  expect(heard(await json(client, "PUT", "/image", { submissionId, admin: lead.email, idType: "passport", ...images }))).toEqual(ok({ message: "complete to update image." }));
  for (const link of Object.values((await itemNow())?.["image"] ?? {})) expect((await fetch(String(link))).status).toBe(200);

  const fields = "id_image,selfie_image,data,OCR_raw,ocr,review,email,userid";
  expect((await client.send(`/v3/submission/partial?submission_id=${submissionId}&fields=${fields}`, { method: "DELETE" })).status).toBe(200);
  expect(await itemNow()).toMatchObject({
    email: null, userid: null, OCR_raw: null, ocr: null, review: null, image: { idImage: null, idBackImage: null, selfieImage: null }, data: { full_name: null, date_of_birth: null, nationality: null },
    kyc: { result: "pending" },
  });

  expect((await client.send(`/v3/submission?submission_id=${submissionId}&admin_name=${encodeURIComponent(admin.email)}`, { method: "DELETE" })).status).toBe(200);
  expect(await itemNow()).toMatchObject({ submission_id: submissionId, data: { idType: "passport", full_name: null }, kyc: { result: "deleted" }, image: { addressImage: null } });
});
