import fc from "fast-check";
import { partNames } from "@/lib/contracts/v3/delete";
import { mostly, oddBody, oddJson, oddText, spoiled, type Entry } from "./odd-values";

/**
 * A request as it is sent. `@@name@@` in its path, headers and body stands for what only the running test knows: a key,
 * the e-mail of a member, the id of a submission that stands somewhere, a link.
 */
export interface OddRequest {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

/** Node itself refuses heads over 16 kB; cut here, an escape may end in its middle. */
const longestInQuery = 3_000;
const percent = (text: string) => [...Buffer.from(text)].map((byte) => (/[\w@.~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`)).join("").slice(0, longestInQuery);
const tails = fc.constantFrom("", "", "", "", "&%zz=%", "&=&&", "&%00", "&submission_id[]=1", "&email=%ED%A0%80", "&__proto__=1", `&a=${"b".repeat(4_000)}`);

const queryOf = (right: Record<string, string>): fc.Arbitrary<string> =>
  fc.tuple(spoiled(right, oddText), tails).map(([entries, tail]) => `?${entries.map(([name, value]) => `${percent(name)}=${percent(value)}`).join("&")}${tail}`);

const visible = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).filter((code) => code < 0x7f || code > 0x9f).map((code) => String.fromCharCode(code)), maxLength: 40 });

const rightKey = fc.constant("@@key@@");
const apiKey = fc.oneof({ weight: 30, arbitrary: rightKey }, { weight: 1, arbitrary: visible }, { weight: 1, arbitrary: fc.constantFrom("", "@@otherKey@@", "@@key@@x", `vk_000000000000_${"a".repeat(43)}`, "k".repeat(4_000)) });

const idempotencyKey = fc.oneof(fc.constantFrom("one", "two", "", "a b", "k".repeat(256)), fc.uuid(), visible);
const otherHeaders = fc.record({ "idempotency-key": idempotencyKey, origin: visible, "x-forwarded-for": visible, accept: visible, "user-agent": visible }, { requiredKeys: [] });

/** Headers beside the content type; names in small letters, as Node writes them. */
const headersWith = (contentType: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string>> =>
  fc.tuple(
    fc.record({ "x-api-key": apiKey, "content-type": contentType }),
    mostly(fc.constant({}), otherHeaders),
  ).map(([needed, others]) => ({ ...needed, ...others }));

const jsonType = fc.oneof({ weight: 12, arbitrary: fc.constant("application/json") }, { weight: 1, arbitrary: fc.constantFrom("text/plain", "application/json; charset=utf-16", "multipart/form-data; boundary=x", "", "APPLICATION/JSON;") }, { weight: 1, arbitrary: visible });

/** Written by hand: a name may come twice, or be `__proto__`. */
const jsonText = (entries: readonly Entry<unknown>[]) => Buffer.from(`{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? "null"}`).join(",")}}`);

const withJson = (method: string, path: string, right: Record<string, unknown>, inner?: { name: string; right: Record<string, unknown> }): fc.Arbitrary<OddRequest> => {
  const part = inner === undefined ? fc.constant({}) : spoiled(inner.right, oddJson).map((entries) => ({ [inner.name]: Object.fromEntries(entries) }));
  const whole = part.chain((given) => spoiled<unknown>({ ...right, ...given }, oddJson)).map(jsonText);
  return fc.record({ method: fc.constant(method), path: fc.constant(path), query: mostly(fc.constant(""), tails.map((tail) => `?${tail}`)), headers: headersWith(jsonType), body: mostly(whole, oddBody) });
};

const withQuery = (method: string, path: string, right: Record<string, string>): fc.Arbitrary<OddRequest> =>
  fc.record({ method: fc.constant(method), path: fc.constant(path), query: queryOf(right), headers: headersWith(fc.constant("text/plain")), body: fc.constant(null) });

interface Part {
  head: string;
  bytes: Buffer;
}

const fieldPart = (name: string, bytes: Buffer): Part => ({ head: `content-disposition: form-data; name="${name.replace(/["\r\n]/g, "_")}"`, bytes });
const filePart = (name: string, bytes: Buffer): Part => ({ head: `content-disposition: form-data; name="${name}"; filename="a.jpg"\r\ncontent-type: image/jpeg`, bytes });

const oddPart: fc.Arbitrary<Part> = fc.record({
  head: fc.constantFrom(
    "", "content-disposition: form-data", 'content-disposition: form-data; name=""', 'content-disposition: attachment; name="email"', "content-type: text/plain", "no header at all",
    'content-disposition: form-data; name="idImage"; filename*=UTF-8\'\'%ff%00', 'content-disposition: form-data; name="email"\r\ncontent-transfer-encoding: base64', `content-disposition: form-data; name="${"n".repeat(9_000)}"`,
    'content-disposition: form-data; name="__proto__"', 'content-disposition: form-data; name="email"; filename="', `x-long: ${"h".repeat(20_000)}`, 'content-disposition: form-data; name="cf1"\r\ncontent-type: text/plain; charset=utf-16',
    'content-disposition: form-data; name="cf1"\r\ncontent-type: text/plain; charset=nothing', 'content-disposition: form-data; name="faceImage"; filename="../../x"',
  ),
  bytes: fc.oneof(fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)), oddText.map((text) => Buffer.from(text))),
});

/** How a body is broken on its way, or what was said of it. */
const damage = fc.oneof(
  { weight: 10, arbitrary: fc.constant({ kind: "none", at: 0 } as const) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("cut", "flip", "insert", "no_end", "bare_newlines", "long_boundary", "wrong_boundary", "no_boundary", "other_type", "many_parts", "no_body"), at: fc.double({ min: 0, max: 1, noNaN: true }) }) },
);

const boundary = "----odd";
const bodyOf = (parts: readonly Part[], end: string) => Buffer.concat([...parts.flatMap(({ head, bytes }) => [Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), bytes, Buffer.from("\r\n")]), Buffer.from(end)]);

function formOf(parts: readonly Part[], { kind, at }: { kind: string; at: number }): { type: string; body: Buffer } {
  const extra = kind === "many_parts" ? Array.from({ length: 40 }, (_, index) => fieldPart(`cf${index}`, Buffer.from("x"))) : [];
  const whole = bodyOf([...parts, ...extra], kind === "no_end" ? "" : `--${boundary}--\r\n`);
  const place = Math.floor(at * (whole.length - 1));
  const types: Record<string, string> = { long_boundary: `multipart/form-data; boundary=${"b".repeat(300)}`, wrong_boundary: "multipart/form-data; boundary=--other", no_boundary: "multipart/form-data", other_type: "application/x-www-form-urlencoded" };
  const type = types[kind] ?? `multipart/form-data; boundary=${boundary}`;
  if (kind === "cut") return { type, body: whole.subarray(0, place) };
  if (kind === "flip") return { type, body: Buffer.concat([whole.subarray(0, place), Buffer.from([(whole[place] ?? 0) ^ 0xff]), whole.subarray(place + 1)]) };
  if (kind === "insert") return { type, body: Buffer.concat([whole.subarray(0, place), Buffer.from(`\r\n--${boundary}\r\n\0`), whole.subarray(place)]) };
  if (kind === "bare_newlines") return { type, body: Buffer.from(whole.toString("latin1").replaceAll("\r\n", "\n"), "latin1") };
  return { type, body: kind === "no_body" ? Buffer.alloc(0) : whole };
}

/** Pictures that a request may bring: `right` ones, among them such as the engines are told to find fault with, and odd ones. */
export interface Pictures {
  right: Buffer[];
  odd: Buffer[];
}

function withForm(path: string, right: Record<string, string>, images: readonly string[], pictures: Pictures): fc.Arbitrary<OddRequest> {
  const value = fc.oneof({ weight: 5, arbitrary: oddText.map((text) => Buffer.from(text)) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) });
  const fields = spoiled<Buffer>(Object.fromEntries(Object.entries(right).map(([name, text]) => [name, Buffer.from(text)])), value).map((entries) => entries.map(([name, bytes]) => fieldPart(name, bytes)));
  const picture = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pictures.right) }, { weight: 1, arbitrary: fc.constantFrom(...pictures.odd) });
  const files = fc.array(picture, { minLength: images.length, maxLength: images.length }).map((chosen) => chosen.map((bytes, index) => filePart(images[index] ?? "", bytes)));
  const parts = fc.tuple(fields, mostly(files, fc.subarray([...images]).map((names) => names.map((name) => filePart(name, Buffer.from("no picture"))))), mostly(fc.constant<Part[]>([]), fc.array(oddPart, { maxLength: 2 }))).map((groups) => groups.flat());
  return fc.tuple(parts, damage, headersWith(fc.constant("")), mostly(fc.constant(null), visible)).map(([given, broken, headers, type]) => {
    const form = formOf(given, broken);
    return { method: "POST", path, query: "", headers: { ...headers, "content-type": type ?? form.type }, body: form.body };
  });
}

const claims = { name: "Kim Minseo", date_of_birth: "1994-05-12", gender: "female", nationality: "KOR", document_number: "M70689098", date_of_issue: "2021-01-10", date_of_expiry: "2099-01-09" };
const admin = "@@admin@@";
const insert = {
  admin, email: "moved@example.com", fullName: "Anna Muster", birthDate: "1990-01-02", kycStatus: "approved", idType: "passport", issuingCountry: "DEU", nationality: "DEU", gender: "female", issueDate: "2020-01-01", expireDate: "2030-01-01",
  ipAddress: "192.0.2.1", identityNumber: "1", documentNumber: "C01X00T47", address_city: "Berlin", address_full: "Berlin", cf1: "a", userid: "u-1",
};

/** A counterexample is printed as text, a letter a byte. */
function readable({ body, ...request }: OddRequest): OddRequest {
  const printed = body && Object.defineProperty(Buffer.from(body), fc.toStringMethod, { value: () => JSON.stringify(body.toString("latin1")) });
  return { ...request, body: printed };
}

const base = "/v3/submission";
const bank = { formatted_address: "Seoul", userOccupancyName: "Kim Minseo", userOccupancyCode: "4821" };
const transfer = { submissionId: "@@incomplete@@", requestType: "occupancy", userName: "Kim Minseo", bankCode: "088", accountNumber: "110123456789" };
const queries: Record<string, string>[] = [
  { count: "20" }, { submission_id: "@@any@@" }, { email: "anna@example.com,bo@example.com", count: "5" }, { start_date: "20260101", end_date: "2026-12-31", request_type: "data", count: "10" },
  { nextpage_id: "@@any@@", nextpage_date: "2026-11-24T00:00:00.000Z", userid: "u-1" },
];
const verdicts: Record<string, unknown>[] = [{ status: "approved" }, { status: "rejected", rejectComment: ["id_image_badImage", "Please come again."] }];
const reviewable = fc.constantFrom("@@pending@@", "@@decided@@");
const link = { submission_id: "@@linked@@", kind: "idImage", expires: "@@expires@@", signature: "@@signature@@" };

function steps(pictures: Pictures): fc.Arbitrary<OddRequest> {
  const email = fc.constantFrom("anna@example.com", "bo@example.com", "@@newEmail@@", "@@newEmail@@");
  const others = fc.constantFrom<Record<string, string>>({}, {}, { submissionId: "@@incomplete@@" }, { customOptions: '{"ageLimit":false}', userid: "u-1", cf1: "a" });
  const step1 = fc.tuple(email, others).chain(([address, more]) => withForm(`${base}/step1`, { issuingCountry: "UTO", email: address, idType: "passport", ...more }, ["idImage", "idBackImage"], pictures));
  const said = fc.constantFrom(claims, { ...claims, name: "Kim Minsu" });
  const step2 = said.chain((fields) => withForm(`${base}/step2`, { submissionId: "@@incomplete@@", ...fields, ...bank }, ["faceImage", "addressImage"], pictures));
  return fc.oneof({ weight: 2, arbitrary: step1 }, { weight: 2, arbitrary: step2 }, { weight: 1, arbitrary: withJson("POST", `${base}/validationaccount`, transfer) });
}

/** Requests of every call of the API: right ones, right ones that were spoiled, and what nobody would send. */
export function oddRequests(pictures: Pictures): fc.Arbitrary<OddRequest> {
  const images = { idImage: pictures.right[0]?.toString("base64"), selfieImage: pictures.odd[0]?.toString("base64") };
  const review = fc.constantFrom(...verdicts).chain((verdict) => withJson("POST", `${base}/review`, { admin, submissionId: "@@pending@@", ...verdict }, { name: "updateFields", right: { gender: "male", issuingCountry: "HRV" } }));
  const patch = reviewable.chain((submissionId) => withJson("PATCH", base, { submissionId, admin }, { name: "data", right: { gender: "male", lastName: "Muster", birthDate: "1990-01-02" } }));
  const parts = fc.tuple(fc.subarray([...partNames], { minLength: 1 }), reviewable)
    .chain(([fields, submission_id]) => withQuery("DELETE", `${base}/partial`, { submission_id, fields: fields.join(","), data_fields: "cf1,gender", admin_name: admin }));
  const replacement = fc.constantFrom({ submissionId: "@@pending@@", idType: "passport", ...images, selfieImage: null }, { submissionId: "@@decided@@", idType: "visa", ...images })
    .chain((body) => withJson("PUT", `${base}/image`, { ...body, admin }));
  const requests = fc.oneof(
    { weight: 10, arbitrary: steps(pictures) },
    { weight: 2, arbitrary: fc.constantFrom(...queries).chain((query) => withQuery("GET", base, query)) },
    { weight: 2, arbitrary: review },
    { weight: 2, arbitrary: withJson("POST", base, insert) },
    { weight: 2, arbitrary: patch },
    { weight: 1, arbitrary: withQuery("DELETE", base, { submission_id: "@@any@@", admin_name: admin }) },
    { weight: 1, arbitrary: parts },
    { weight: 1, arbitrary: replacement },
    { weight: 1, arbitrary: withQuery("GET", `${base}/image`, link) },
  );
  return requests.map(readable);
}
