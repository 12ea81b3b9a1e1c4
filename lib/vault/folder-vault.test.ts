import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ProjectId } from "@/lib/kyc/ids";
import { createFolderVault } from "./folder-vault";
import { KeyMissingError, ProjectKeyMissingError } from "./vault";

const keysDir = mkdtempSync(path.join(tmpdir(), "verdict-vault-"));
afterAll(() => rmSync(keysDir, { recursive: true }));

const masterKey = Buffer.alloc(32, 7);
/** A vault of a process of its own: it has opened nothing yet. */
const openVault = (key = masterKey) => createFolderVault({ keysDir, masterKey: key });
const newId = () => randomUUID();
const projectId = newId() as ProjectId;

test("what is sealed is opened again, by another process too", async () => {
  const id = newId();
  const sealed = (await openVault().createSubmissionKey(projectId, id)).seal("L898902C3 김하늘", "numbers");
  expect((await openVault().submissionKey(projectId, id)).open(sealed, "numbers").toString()).toBe("L898902C3 김하늘");
});

test("the same value is never sealed alike, and its text is nowhere in it", async () => {
  const key = await openVault().createSubmissionKey(projectId, newId());
  const [one, other] = [key.seal("L898902C3", "numbers"), key.seal("L898902C3", "numbers")];
  expect(one.equals(other)).toBe(false);
  expect(one.includes("L898902C3")).toBe(false);
});

test.each([
  ["for another use", "trace", 0],
  ["with a byte changed in its text", "numbers", -1],
  ["with a byte changed in its nonce", "numbers", 1],
  ["of another version", "numbers", null],
])("a value %s is refused", async (_name, purpose, changedAt) => {
  const key = await openVault().createSubmissionKey(projectId, newId());
  const sealed = key.seal("L898902C3", "numbers");
  const at = changedAt === null ? 0 : (changedAt + sealed.length) % sealed.length;
  if (changedAt !== 0) sealed.writeUInt8(sealed.readUInt8(at) ^ 1, at);
  expect(() => key.open(sealed, purpose)).toThrow();
});

test("a value of another submission is refused, and so is a key under another master key", async () => {
  const [id, other] = [newId(), newId()];
  const vault = openVault();
  const sealed = (await vault.createSubmissionKey(projectId, id)).seal("L898902C3", "numbers");
  const key = await vault.createSubmissionKey(projectId, other);
  expect(() => key.open(sealed, "numbers")).toThrow();
  await expect(openVault(Buffer.alloc(32, 8)).submissionKey(projectId, id)).rejects.toThrow();
});

test("a destroyed key opens nothing any more, in the process that destroyed it and in every later one", async () => {
  const id = newId();
  const vault = openVault();
  await vault.createSubmissionKey(projectId, id);
  await vault.destroySubmissionKey(projectId, id);
  await vault.destroySubmissionKey(projectId, id);
  await expect(vault.submissionKey(projectId, id)).rejects.toThrow(KeyMissingError);
  await expect(openVault().submissionKey(projectId, id)).rejects.toThrow(KeyMissingError);
});

test("a key is never made over one that exists", async () => {
  const id = newId();
  const sealed = (await openVault().createSubmissionKey(projectId, id)).seal("kept", "numbers");
  await expect(openVault().createSubmissionKey(projectId, id)).rejects.toThrow("EEXIST");
  expect((await openVault().submissionKey(projectId, id)).open(sealed, "numbers").toString()).toBe("kept");
});

test("a project's key is made once, whoever makes it at the same time, and every process reads that one", async () => {
  const id = newId() as ProjectId;
  const made = await Promise.allSettled(Array.from({ length: 8 }, () => openVault().createProjectKey(id)));
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const keys = await Promise.all(Array.from({ length: 8 }, () => openVault().projectKey(id)));
  const hashes = new Set(keys.map((key) => key.matchHash("documentNumber", "L898902C3").toString("hex")));
  expect(hashes.size).toBe(1);
});

test("a project whose key is not there gets no new one: KEYS_DIR names the wrong folder", async () => {
  const [id, elsewhere] = [newId() as ProjectId, path.join(keysDir, "elsewhere")];
  await openVault().createProjectKey(id);
  const astray = createFolderVault({ keysDir: elsewhere, masterKey });
  await expect(astray.projectKey(id)).rejects.toThrow(ProjectKeyMissingError);
  await expect(astray.projectKey(id)).rejects.toThrow(`KEYS_DIR (${elsewhere})`);
});

test.each([0o750, 0o701, 0o704])("a folder of mode %o, which others may enter, is refused until it is closed", async (mode) => {
  const open = path.join(keysDir, `open-${mode}`);
  mkdirSync(open);
  chmodSync(open, mode);
  const vault = createFolderVault({ keysDir: open, masterKey });
  await expect(vault.createSubmissionKey(projectId, newId())).rejects.toThrow(`Others than its owner may enter KEYS_DIR (${open})`);
  expect(readdirSync(open)).toEqual([]);
  chmodSync(open, 0o700);
  await vault.createSubmissionKey(projectId, newId());
});

test("equal numbers match however they are written; another number, field or project does not", async () => {
  const key = await openVault().createProjectKey(projectId);
  const hash = key.matchHash("identityNumber", "110101/111").toString("hex");
  for (const alike of ["110101111", "110101-111", " 110101 111 ", "110101111<<", "１１０１０１１１１"]) expect(key.matchHash("identityNumber", alike).toString("hex")).toBe(hash);
  const elsewhere = await openVault().createProjectKey(newId() as ProjectId);
  const others = [key.matchHash("identityNumber", "110101112"), key.matchHash("documentNumber", "110101111"), elsewhere.matchHash("identityNumber", "110101111")];
  for (const other of others) expect(other.toString("hex")).not.toBe(hash);
});

test.each(["../project", "", "00000000-0000-0000-0000-00000000000G", `${newId()}/..`])("%j is no id, and no file is looked for", async (id) => {
  await expect(openVault().submissionKey(projectId, id)).rejects.toThrow("no id of a submission");
});

test("keys lie in folders and files that nobody else may enter, and no file holds a key in clear", async () => {
  const id = newId();
  await openVault().createSubmissionKey(projectId, id);
  const folder = path.join(keysDir, projectId, id.slice(0, 2));
  const file = path.join(folder, id);
  const modes = [path.dirname(folder), folder, file].map((entry) => (statSync(entry).mode & 0o777).toString(8));
  expect(modes).toEqual(["700", "700", "600"]);
  expect(readFileSync(file)).toHaveLength(1 + 12 + 16 + 32);
  expect(readdirSync(folder)).toEqual([id]);
});
