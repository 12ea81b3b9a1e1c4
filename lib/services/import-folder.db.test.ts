import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rename, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { makeContext } from "@/db/test/make-context";
import { testNow } from "@/db/test/make-member";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { parseSubmissionFilter } from "@/lib/contracts/submission-filter";
import { maxImageBytes } from "@/lib/images/inspect";
import { checkNames } from "@/lib/kyc/flags";
import type { MemberContext } from "./context";
import { getSubmission } from "./get-submission";
import { importFolder, type ImportOutcome } from "./import-folder";
import { importColumns, readImportRow, type ImportRow } from "./import-row";
import { listSubmissions } from "./list-submissions";

const stores = testStores();
const root = mkdtempSync(path.join(tmpdir(), "verdict-import-"));
afterAll(() => rmSync(root, { recursive: true }));

const pictures: Record<string, Buffer> = {};
beforeAll(async () => {
  const picture = () => sharp({ create: { width: 200, height: 120, channels: 3, background: "#cde", noise: { type: "gaussian", mean: 128, sigma: 40 } } });
  const jpeg = await picture().jpeg().toBuffer();
  pictures["front.jpg"] = jpeg;
  pictures["back.png"] = await picture().png().toBuffer();
  pictures["cut.jpg"] = jpeg.subarray(0, -900);
  pictures["text.jpg"] = Buffer.from("no picture");
  pictures["page.svg"] = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  pictures["heavy.jpg"] = Buffer.concat([jpeg, Buffer.alloc(maxImageBytes)]);
  pictures["wide.png"] = await sharp({ create: { width: 8000, height: 5001, channels: 3, background: "#fff" } }).png({ compressionLevel: 9 }).toBuffer();
});

const good: ImportRow = {
  external_id: "I-1", email: "jiho@example.com", full_name: "한지호", birth_date: "1990-02-28", gender: "male", nationality: "KOR", issuing_country: "KOR", id_type: "passport",
  document_number: "M12345678", identity_number: "", issue_date: "2020-01-01", expire_date: "2030-01-01", id_image: "front.jpg", id_back_image: "",
};
const quoted = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const head = importColumns.join(",");
const lineOf = (values: Partial<ImportRow>) => importColumns.map((column) => quoted({ ...good, ...values }[column])).join(",");
const csvOf = (...rows: Partial<ImportRow>[]) => [head, ...rows.map(lineOf), ""].join("\r\n");

/** A socket whose server is alive only while it is made: its name stays when it is moved. */
async function copySocket(file: string): Promise<void> {
  const server = createServer().listen(`${file}.open`);
  await once(server, "listening");
  await rename(`${file}.open`, file);
  server.close();
  await once(server, "close");
}

async function folderOf(csv: string | Buffer | null): Promise<string> {
  const folder = await mkdtemp(path.join(root, "folder-"));
  for (const [name, bytes] of Object.entries(pictures)) await writeFile(path.join(folder, name), bytes);
  if (csv !== null) await writeFile(path.join(folder, "applicants.csv"), csv);
  await mkdir(path.join(folder, "sub"));
  await symlink("loop.jpg", path.join(folder, "loop.jpg"));
  execFileSync("mkfifo", [path.join(folder, "pipe.jpg")]);
  await copySocket(path.join(folder, "socket.jpg"));
  return folder;
}

async function run(ctx: MemberContext, folder: string): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  for await (const outcome of importFolder(ctx, folder, () => ctx.now)) outcomes.push(outcome);
  return outcomes;
}

const importing = (csv: string | Buffer | null, body: (outcomes: ImportOutcome[], ctx: MemberContext, db: Database, folder: string) => Promise<void>) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    const folder = await folderOf(csv);
    await body(await run(ctx, folder), ctx, db, folder);
  });

const refusing = (csv: string | Buffer | null, message: string | RegExp) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    await expect(run(ctx, await folderOf(csv))).rejects.toThrow(message);
  });

const summary = (outcomes: readonly ImportOutcome[]) =>
  outcomes.map((outcome) => [outcome.line, outcome.result, ...(outcome.result === "refused" ? outcome.faults.map((fault) => fault.column) : [])].join(" "));

async function waiting(ctx: MemberContext): Promise<string[]> {
  const { items } = await listSubmissions(ctx, parseSubmissionFilter("queue", {}).filter);
  return items.map((item) => item.id);
}

describe("a good row", () => {
  test("becomes a pending case with what was claimed, its images and an entry of the operator's import", () =>
    importing(csvOf({ id_back_image: "back.png" }), async (outcomes, ctx, db) => {
      const [outcome] = outcomes;
      if (outcome?.result !== "imported") throw new Error("It was not imported.");
      const detail = await getSubmission(ctx, outcome.submissionId);
      expect(detail).toMatchObject({
        status: "pending", source: "import", externalId: "I-1", userid: "I-1", email: "jiho@example.com",
        claimed: { fullName: "한지호", documentNumber: "M12345678", identityNumber: null }, final: { fullName: "한지호", birthDate: "1990-02-28" }, printed: null, mrz: null,
      });
      expect(detail.images.map(({ kind, width, height }) => `${kind} ${width} × ${height}`).sort()).toEqual(["idBackImage 200 × 120", "idImage 200 × 120"]);
      expect((await listChain(db, ctx.projectId, 0, 10)).map((entry) => entry.action)).toEqual(["project.created", "submission.imported"]);
    }));

  test("that a rule hits is never rejected: it waits with the rule as a flag", () =>
    importing(csvOf({ issuing_country: "IRN", birth_date: "2010-01-01" }), async (_outcomes, ctx) => {
      const [id = ""] = await waiting(ctx);
      const { status, flags } = await getSubmission(ctx, id);
      expect([status, flags]).toEqual(["pending", ["rule_hit:blacklist_country", "rule_hit:age_limit", ...checkNames.map((check) => `not_run:${check}`)]]);
    }));

  test.each([
    ["with a back side alone", { id_image: "", id_back_image: "back.png" }],
    ["with D for Germany and UTO, which ISO does not know", { issuing_country: "D", nationality: "UTO" }],
    ["with a name in Han and a gender in capital letters", { full_name: "王小明", gender: "MALE" }],
    ["without the fields that an applicant may leave out", { gender: "", nationality: "", document_number: "", birth_date: "", issue_date: "", expire_date: "" }],
    ["with a comma, a quote and a line break in a name", { full_name: 'Anna "Ann",\r\nEriksson' }],
  ])("%s goes in", (_name, values) => importing(csvOf(values), async (outcomes) => expect(summary(outcomes)).toEqual(["2 imported"])));
});

describe("a bad row is named by line and column, and nothing of it is kept", () => {
  test.each<[string, Partial<ImportRow>, string]>([
    ["an unknown country", { issuing_country: "KOX" }, "issuing_country"],
    ["an unknown nationality", { nationality: "Korea" }, "nationality"],
    ["a date that does not exist", { birth_date: "1990-02-30" }, "birth_date"],
    ["a date the other way round", { issue_date: "28.02.1990" }, "issue_date"],
    ["a birth in the future", { birth_date: "2026-11-24" }, "birth_date"],
    ["no name", { full_name: " " }, "full_name"],
    ["a name of 10,000 characters", { full_name: "a".repeat(10_000) }, "full_name"],
    ["a control character", { full_name: "Anna\u0000" }, "full_name"],
    ["no e-mail", { email: "" }, "email"],
    ["an e-mail that is none", { email: "jiho" }, "email"],
    ["no id", { external_id: "" }, "external_id"],
    ["an id with a NUL", { external_id: "I-\u00002" }, "external_id"],
    ["an id of 129 characters", { external_id: "9".repeat(129) }, "external_id"],
    ["a name without letters", { full_name: "12 34" }, "full_name"],
    ["a number with a control character", { document_number: "M1\u0007" }, "document_number"],
    ["a number with a code that is no character", { identity_number: "1\ufffe" }, "identity_number"],
    ["an unknown ID type", { id_type: "library_card" }, "id_type"],
    ["an unknown gender", { gender: "m" }, "gender"],
    ["no image at all", { id_image: "", id_back_image: "" }, "id_image"],
    ["an image that is not there", { id_image: "nowhere.jpg" }, "id_image"],
    ["an image that is cut off", { id_image: "cut.jpg" }, "id_image"],
    ["text named as an image", { id_image: "text.jpg" }, "id_image"],
    ["an SVG", { id_back_image: "page.svg" }, "id_back_image"],
    ["an image over 2 MB", { id_image: "heavy.jpg" }, "id_image"],
    ["an image over 40 megapixels", { id_image: "wide.png" }, "id_image"],
    ["a folder instead of a file", { id_image: "sub" }, "id_image"],
    ["the folder itself", { id_image: "." }, "id_image"],
    ["a pipe, which nobody writes to", { id_image: "pipe.jpg" }, "id_image"],
    ["a socket, which cannot be opened", { id_image: "socket.jpg" }, "id_image"],
    ["a link to itself", { id_image: "loop.jpg" }, "id_image"],
    ["a name that is too long for a file", { id_image: `${"x".repeat(300)}.jpg` }, "id_image"],
    ["a file taken for a folder", { id_image: "front.jpg/back.png" }, "id_image"],
    ["a path out of the folder", { id_image: "../front.jpg" }, "id_image"],
    ["an absolute path", { id_image: "/etc/passwd" }, "id_image"],
    ["a path with a NUL", { id_image: "front.jpg\u0000.png" }, "id_image"],
  ])("%s", (_name, values, column) =>
    importing(csvOf({ external_id: "I-0", email: "first@example.com" }, values, { external_id: "I-9", email: "last@example.com" }), async (outcomes, ctx, db) => {
      expect(summary(outcomes)).toEqual(["2 imported", `3 refused ${column}`, "4 imported"]);
      expect(await waiting(ctx)).toHaveLength(2);
      expect(await listChain(db, ctx.projectId, 0, 10)).toHaveLength(3);
    }),
  );

  test("a link that leads out of the folder", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const folder = await folderOf(csvOf({ id_image: "link.jpg" }));
      await mkdir(path.join(root, "elsewhere"));
      await writeFile(path.join(root, "elsewhere", "front.jpg"), pictures["front.jpg"] ?? "");
      await symlink(path.join(root, "elsewhere", "front.jpg"), path.join(folder, "link.jpg"));
      expect(summary(await run(ctx, folder))).toEqual(["2 refused id_image"]);
    }));

  test("every fault of a row is told at once, and no message quotes a value", () =>
    importing(csvOf({ full_name: "", birth_date: "1990-02-30", issuing_country: "KOX", document_number: "x".repeat(200) }), async ([outcome]) => {
      if (outcome?.result !== "refused") throw new Error("It was not refused.");
      expect(outcome.faults.map((fault) => fault.column).sort()).toEqual(["birth_date", "document_number", "full_name", "issuing_country"]);
      expect(JSON.stringify(outcome.faults)).not.toMatch(/1990|KOX|xxx/);
    }));

  test("more values than columns, as from a comma that is not quoted", () =>
    importing([head, lineOf({}).replace("한지호", "Han, Jiho"), ""].join("\n"), async (outcomes) => expect(summary(outcomes)).toEqual(["2 refused id_back_image"])));
});

test("a second row of the same id is refused with the line of the first, also in a second run", () =>
  importing(csvOf({}, { external_id: " I-1 ", email: "b@example.com" }), async (outcomes, ctx, _db, folder) => {
    expect(summary(outcomes)).toEqual(["2 imported", "3 refused external_id"]);
    const [, second] = await run(ctx, folder);
    expect(second).toMatchObject({ result: "refused", faults: [{ column: "external_id", message: "is that of line 2, too; give each row its own" }] });
  }));

test("cases wait in the order of the file, each with a time of its own, though the clock stands still", () =>
  importing(csvOf(...Array.from({ length: 5 }, (_, index) => ({ external_id: `I-${index}`, email: `${index}@example.com` }))), async (outcomes, ctx) => {
    const imported = outcomes.map((outcome) => (outcome.result === "imported" ? outcome.submissionId : ""));
    expect(await waiting(ctx)).toEqual(imported);
    const times: (string | null)[] = [];
    for (const id of imported) times.push((await getSubmission(ctx, id)).pendingAt);
    expect(times).toEqual([0, 1, 2, 3, 4].map((later) => new Date(ctx.now.getTime() + later).toISOString()));
  }));

test("the root of all folders can be the folder", async () => {
  const folder = await folderOf(null);
  const row = { ...good, id_image: path.relative("/", path.join(folder, "front.jpg")) };
  expect(await readImportRow("/", row, "Asia/Seoul", testNow)).toMatchObject({ externalId: "I-1", images: [{ kind: "idImage" }] });
});

describe("a second run", () => {
  test("changes nothing, and takes in only what is new", () =>
    importing(csvOf({}), async (_outcomes, ctx, db, folder) => {
      const before = await listChain(db, ctx.projectId, 0, 10);
      await writeFile(path.join(folder, "applicants.csv"), csvOf({ full_name: "Somebody Else" }, { external_id: "I-2", email: "new@example.com" }));
      expect(summary(await run(ctx, folder))).toEqual(["2 already_there", "3 imported"]);
      expect((await listChain(db, ctx.projectId, 0, 10)).slice(0, before.length)).toEqual(before);
    }));

  test("of the same id in another project imports it there", () =>
    importing(csvOf({}), async (_outcomes, _ctx, db, folder) => {
      expect(summary(await run(await makeContext(db, stores), folder))).toEqual(["2 imported"]);
    }));

  test("a second pending case of one e-mail is refused, whatever its letters", () =>
    importing(csvOf({}, { external_id: "I-2", email: "Jiho@Example.com" }), async (outcomes) => expect(summary(outcomes)).toEqual(["2 imported", "3 refused email"])));
});

describe("the file", () => {
  test.each<[string, string | Buffer]>([
    ["with a BOM", `\uFEFF${csvOf({})}`],
    ["with LF alone", csvOf({}).replaceAll("\r\n", "\n")],
    ["without a line break at its end", csvOf({}).trimEnd()],
    ["with its columns in another order and one that nobody knows", [`note,${head.split(",").reverse().join(",")}`, `x,${lineOf({}).split(",").reverse().join(",")}`].join("\n")],
  ])("%s is read", (_name, csv) => importing(csv, async (outcomes) => expect(summary(outcomes)).toEqual(["2 imported"])));

  test("whose line breaks are of every kind is read, and tells how much of it is", () =>
    importing(`${head}\r\n${lineOf({})}\n${lineOf({ external_id: "I-2", email: "b@example.com" })}\r${lineOf({ external_id: "I-3", email: "c@example.com" })}\r\n`, async (outcomes, _ctx, _db, folder) => {
      expect(summary(outcomes)).toEqual(["2 imported", "3 imported", "4 imported"]);
      expect(outcomes.at(-1)?.readBytes).toBe((await stat(path.join(folder, "applicants.csv"))).size);
    }));

  test("counts lines as an editor does: blank ones and those inside quotes too", () =>
    importing([head, "", lineOf({ full_name: "Anna\r\nMaria" }), lineOf({ external_id: "I-2", birth_date: "1990-02-30" })].join("\r\n"), async (outcomes) =>
      expect(summary(outcomes)).toEqual(["3 imported", "5 refused birth_date"]),
    ));

  test("of a head alone imports nothing and is no fault", () => importing(`${head}\n`, async (outcomes) => expect(outcomes).toEqual([])));

  test.each<[string, string | Buffer | null, RegExp]>([
    ["that is not there", null, /There is no applicants\.csv/],
    ["that is empty", "", /is empty/],
    ["that lacks columns", "external_id,email\nI-1,a@example.com\n", /lacks the columns full_name, birth_date/],
    ["in another encoding than UTF-8", Buffer.from(csvOf({}, { full_name: "Jos\u00e9" }).replaceAll("한지호", "Han"), "latin1"), /line 3: this is not UTF-8/],
    ["in UTF-16", Buffer.from(`\uFEFF${csvOf({})}`, "utf16le"), /line 1: this is not UTF-8/],
    ["whose quotes take in more than a row can be", [head, lineOf({}).replace("한지호", `"${"한지호\n".repeat(40_000)}`)].join("\n"), /line 2: this is no RFC 4180 CSV \(CSV_MAX_RECORD_SIZE\)/],
    ["whose quotes are not closed", [head, lineOf({}).replace("한지호", '"한지호')].join("\n"), /line 2: this is no RFC 4180 CSV/],
  ])("%s is refused with what is wrong", (_name, csv, message) => refusing(csv, message));

  test("that is a folder is refused", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const folder = await folderOf(null);
      await mkdir(path.join(folder, "applicants.csv"));
      await expect(run(ctx, folder)).rejects.toThrow("applicants.csv is no file.");
    }));

  test("goes in up to the line where its quotes go wrong", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const folder = await folderOf([head, lineOf({}), lineOf({ external_id: "I-2" }).replace("한지호", 'Han "Ji" ho'), lineOf({ external_id: "I-3" })].join("\n"));
      await expect(run(ctx, folder)).rejects.toThrow("line 3: this is no RFC 4180 CSV");
      expect(await waiting(ctx)).toHaveLength(1);
    }));
});
