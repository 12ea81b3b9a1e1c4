import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { firstPreviousHash, hashEntry, hashValue, type HashedEntry } from "./audit-hash";

const entry: HashedEntry = {
  projectId: "8f0a6d0e-6f0b-4a53-8a3c-0d8a4f6d2b11",
  seq: 1,
  at: "2026-11-23T05:32:08.123Z",
  actorKind: "member",
  actorId: "0b7c3c9e-7a53-4b43-9d0e-2f9f3f1f6a77",
  actorLabel: "lead@example.com",
  ipAddress: null,
  action: "options.saved",
  subjectType: "options",
  subjectId: "2",
  fields: [{ name: "ageLimit", oldHash: "aa", newHash: null }],
  previousHash: firstPreviousHash,
};

test("is SHA-256 of the JSON array that ARCHITECTURE.md writes down", () => {
  const preimage =
    '["verdict-audit-1","8f0a6d0e-6f0b-4a53-8a3c-0d8a4f6d2b11",1,"2026-11-23T05:32:08.123Z","member","0b7c3c9e-7a53-4b43-9d0e-2f9f3f1f6a77",' +
    `"lead@example.com",null,"options.saved","options","2",[["ageLimit","aa",null]],"${"0".repeat(64)}"]`;
  expect(hashEntry(entry)).toBe(createHash("sha256").update(preimage, "utf8").digest("hex"));
});

test("every part of an entry changes its hash", () => {
  const others: HashedEntry[] = [
    { ...entry, projectId: "9f0a6d0e-6f0b-4a53-8a3c-0d8a4f6d2b11" },
    { ...entry, seq: 2 },
    { ...entry, at: "2026-11-23T05:32:08.124Z" },
    { ...entry, actorKind: "operator" },
    { ...entry, actorId: null },
    { ...entry, actorLabel: "agent@example.com" },
    { ...entry, ipAddress: "192.0.2.7" },
    { ...entry, action: "options.read" },
    { ...entry, subjectType: "member" },
    { ...entry, subjectId: "3" },
    { ...entry, fields: [] },
    { ...entry, fields: [{ name: "ageLimit", oldHash: null, newHash: "aa" }] },
    { ...entry, previousHash: "1".repeat(64) },
  ];
  expect(new Set([entry, ...others].map(hashEntry)).size).toBe(14);
});

test("a value's hash depends on its salt, and no value has none", () => {
  const salt = Buffer.alloc(16, 1);
  expect(hashValue(salt, "Anna")).toBe(createHash("sha256").update(Buffer.concat([salt, Buffer.from("Anna")])).digest("hex"));
  expect(hashValue(Buffer.alloc(16, 2), "Anna")).not.toBe(hashValue(salt, "Anna"));
  expect(hashValue(salt, "")).not.toBeNull();
  expect(hashValue(salt, null)).toBeNull();
});
