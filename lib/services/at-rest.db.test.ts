import { hash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import type { Database } from "@/db";
import { makeContext, withRole } from "@/db/test/make-context";
import { correctOpened, decideOpened } from "@/db/test/make-lease";
import { makeImage, specimenFields } from "@/db/test/make-submission";
import { withRollback } from "@/db/test/with-rollback";
import { createFolderImageStore } from "@/lib/storage/folder-image-store";
import { createFolderVault } from "@/lib/vault/folder-vault";
import { hashValue } from "./audit-hash";
import { createSubmission } from "./create-submission";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { readImage } from "./read-image";

const folder = mkdtempSync(path.join(tmpdir(), "verdict-at-rest-"));
afterAll(() => rmSync(folder, { recursive: true }));
const stores = {
  vault: createFolderVault({ keysDir: path.join(folder, "keys"), masterKey: Buffer.alloc(32, 7) }),
  storage: createFolderImageStore(path.join(folder, "images")),
};

const numbers = { claimedDocument: "L898902C3", readDocument: "L898902C8", correctedDocument: "Q40718293", identity: "ZE184226B", readIdentity: "ZE184226D" };

/** Every row of every table as PostgreSQL writes it in a dump: text as it is, bytes as hexadecimal digits. */
async function dump(db: Database): Promise<string> {
  const { rows } = await db.execute<{ name: string }>(sql`select quote_ident(relname) as name from pg_class where relkind in ('r', 'm') and relnamespace = 'public'::regnamespace`);
  let text = "";
  for (const { name } of rows) {
    const { rows: lines } = await db.execute<{ line: string }>(sql`select t::text as line from ${sql.raw(name)} t`);
    text += lines.map(({ line }) => `${name}: ${line}\n`).join("");
  }
  return text;
}

function* filesIn(directory: string): Generator<Buffer> {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) if (entry.isFile()) yield readFileSync(path.join(entry.parentPath, entry.name));
}

/** The value as it would show in a dump or a file: in clear, in hexadecimal digits or in base64. */
function traces(value: Buffer): string[] {
  return [value.toString("latin1"), value.toString("hex"), value.toString("base64").replace(/=+$/, "").slice(0, -1)];
}

const found = (haystack: string, value: Buffer) => traces(value).some((trace) => haystack.toLowerCase().includes(trace.toLowerCase()));

const ownText = "Please send another page.";

/**
 * What somebody with a dump would try who knows a document number but for its last six digits: all million of them,
 * against every hash of an entry, with everything that lies beside it as salt. The number, when one fits.
 */
function guessNumber(lines: readonly string[], prefix: string): string | null {
  const hashes = new Set(lines.filter((line) => line.startsWith("audit_entries: ")).flatMap((line) => line.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? []));
  const beside = lines.filter((line) => line.startsWith("audit_values: ") && line.includes("documentNumber")).flatMap((line) => line.match(/(?<=\\x)[0-9a-f]+/g) ?? []);

  expect([hashes.size > 0, beside.length > 0]).toEqual([true, true]);
  for (const salt of beside) {
    const guess = Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(`${prefix}000000`)]);
    for (let digits = 0; digits < 1_000_000; digits += 1) {
      guess.write(String(digits).padStart(6, "0"), guess.length - 6, "latin1");
      if (hashes.has(hash("sha256", guess, "hex"))) return guess.toString("latin1", guess.length - 6 - prefix.length);
    }
  }
  return null;
}

async function makeDecidedCase(db: Database) {
  const ctx = await makeContext(db, stores);
  const image = await makeImage(3);
  const id = await createSubmission(ctx, {
    externalId: "A-1", source: "import", status: "pending", email: "anna@example.com", flags: [], retryCount: 0, images: [{ kind: "idImage", image }],
    claimed: { ...specimenFields, documentNumber: numbers.claimedDocument, identityNumber: numbers.identity },
    printed: { ...specimenFields, documentNumber: numbers.readDocument, identityNumber: numbers.identity },
    mrz: { ...specimenFields, documentNumber: numbers.readDocument, identityNumber: numbers.readIdentity },
  });
  const { version } = await correctOpened(ctx, id, { version: 1, fields: { documentNumber: numbers.correctedDocument } });
  await decideOpened(ctx, id, { outcome: "rejected", version, codes: ["other"], otherText: ownText, fields: { issuingCountry: "IRN" }, confirmedHits: ["blacklist_country"] });
  const copies = await Promise.all((["display", "thumbnail"] as const).map(async (variant) => (await readImage(ctx, id, "idImage", variant)).bytes));
  return { ctx, id, pictures: [image.bytes, ...copies] };
}

test("no document or identity number of any layer, and no byte of an image, lies in the database or the storage in clear", () =>
  withRollback(async (db) => {
    const { ctx, id, pictures } = await makeDecidedCase(db);
    const text = await dump(db);
    const files = [...filesIn(path.join(folder, "images"))];

    // What is searched is really there: the case's plain fields are found, and its images are stored.
    expect(text).toContain(specimenFields.fullName);
    expect(text).toContain("anna@example.com");
    expect(files).toHaveLength(3);
    expect((await getSubmission(ctx, id)).final.documentNumber).toBe(numbers.correctedDocument);

    for (const number of Object.values(numbers)) {
      expect(found(text, Buffer.from(number)), number).toBe(false);
      for (const file of files) expect(file.includes(number), number).toBe(false);
    }
    for (const picture of pictures) {
      // Sixteen bytes from the middle, where no two pictures agree, and the head that every JPEG has.
      const middle = picture.subarray(picture.length >> 1, (picture.length >> 1) + 16);
      expect(found(text, middle)).toBe(false);
      for (const file of files) expect([file.includes(middle), file.includes(picture.subarray(0, 16))]).toEqual([false, false]);
    }
  }));

test("a number whose salt lies in the dump beside its hash is guessed; one of ours is not", () =>
  withRollback(async (db) => {
    const prefix = numbers.correctedDocument.slice(0, 3);
    const salt = randomBytes(16);
    const hashed = `audit_entries: ("[{""newHash"": ""${hashValue(salt, numbers.correctedDocument)}""}]")`;
    expect(guessNumber([hashed, `audit_values: (documentNumber,"\\\\x${salt.toString("hex")}")`], prefix)).toBe(numbers.correctedDocument);

    const { ctx } = await makeDecidedCase(db);
    const correction = `(${ctx.projectId},3,`;
    expect(guessNumber((await dump(db)).split("\n").filter((line) => line.includes(correction)), prefix)).toBeNull();
  }));

test("the agent's own text to an applicant lies nowhere in clear, and is read again from the case", () =>
  withRollback(async (db) => {
    const { ctx, id } = await makeDecidedCase(db);
    expect(found(await dump(db), Buffer.from(ownText))).toBe(false);
    expect((await getSubmission(ctx, id)).decision?.comments).toContain(ownText);
  }));

test("after an erasure the plain fields are gone from the database too, and the key and the images from the disk", () =>
  withRollback(async (db) => {
    const { ctx, id } = await makeDecidedCase(db);
    const files = [...filesIn(path.join(folder, "images"))].length;
    await eraseSubmission(await withRole(ctx, "admin"), id);

    const ofCase = (await dump(db)).split("\n").filter((line) => line.includes(id)).join("\n");
    for (const value of [specimenFields.fullName, "anna@example.com", specimenFields.birthDate ?? "", "A-1,"]) expect(ofCase).not.toContain(value);
    expect([...filesIn(path.join(folder, "images"))]).toHaveLength(files - 3);
    expect(ofCase).not.toMatch(/^images: /m);
    await expect(ctx.vault.submissionKey(ctx.projectId, id)).rejects.toThrow("erased");
    expect(await getSubmission(ctx, id)).toMatchObject({ status: "deleted", final: { fullName: null, documentNumber: null }, images: [] });
  }));
