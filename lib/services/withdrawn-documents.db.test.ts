import { expect, test } from "vitest";
import { createDatabase } from "@/db";
import { listChain } from "@/db/queries/audit";
import { makeContext, withRole } from "@/db/test/make-context";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { addWithdrawnDocumentSchema } from "@/lib/contracts/withdrawn-documents";
import { seededWithdrawn } from "@/lib/kyc/intake/document-table";
import { addWithdrawnDocument } from "./add-withdrawn-document";
import { listWithdrawnDocuments } from "./list-withdrawn-documents";
import { removeWithdrawnDocument } from "./remove-withdrawn-document";

const stores = testStores();
const croatian = { country: "HRV", idType: "passport", issuedBefore: "2009-06-30" } as const;

test("a new project begins with the seed", () =>
  withRollback(async (db) => {
    const { documents } = await listWithdrawnDocuments(await makeContext(db, stores, "lead"));
    expect(documents.map(({ id: _id, ...document }) => document)).toEqual(seededWithdrawn);
  }));

test("what an admin adds and removes is audited, with country, type and day", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    await addWithdrawnDocument(ctx, croatian);
    const { documents } = await listWithdrawnDocuments(ctx);
    expect(documents).toMatchObject([croatian, { country: "UZB" }]);

    const id = documents[0]?.id ?? "";
    await removeWithdrawnDocument(ctx, id);
    expect((await listWithdrawnDocuments(ctx)).documents).toHaveLength(1);
    const entries = (await listChain(db, ctx.projectId, 0, 10)).slice(1);
    expect(entries.map(({ action, subjectType, subjectId }) => ({ action, subjectType, subjectId }))).toEqual([
      { action: "documents.withdrawn_added", subjectType: "documents", subjectId: id },
      { action: "documents.withdrawn_removed", subjectType: "documents", subjectId: id },
    ]);
    expect(entries[0]?.fields.map(({ name }) => name)).toEqual(["country", "idType", "issuedBefore"]);
  }));

test("a country's type stands on the list once: another is 409, and nothing is written", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "admin");
    await expect(addWithdrawnDocument(ctx, { country: "UZB", idType: "government_id", issuedBefore: null })).rejects.toMatchObject({ status: 409, errorCode: "already_withdrawn" });
    expect(await listChain(db, ctx.projectId, 0, 10)).toHaveLength(1);
  }));

test("of two who add the same at once one wins", async () => {
  const ctx = await makeContext(createDatabase(testPool()), stores, "admin");
  const outcomes = await Promise.allSettled([addWithdrawnDocument(ctx, croatian), addWithdrawnDocument(ctx, croatian)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await listWithdrawnDocuments(ctx)).documents).toHaveLength(2);
});

test("another project's row is not found, and only admins write", () =>
  withRollback(async (db) => {
    const [ctx, other] = [await makeContext(db, stores, "admin"), await makeContext(db, stores, "admin")];
    const [theirs] = (await listWithdrawnDocuments(other)).documents;
    await expect(removeWithdrawnDocument(ctx, theirs?.id ?? "")).rejects.toMatchObject({ status: 404 });

    const lead = await withRole(ctx, "lead");
    await expect(addWithdrawnDocument(lead, croatian)).rejects.toMatchObject({ status: 403 });
    const agent = await withRole(ctx, "agent");
    await expect(listWithdrawnDocuments(agent)).rejects.toMatchObject({ status: 403 });
  }));

test.each([
  ["a country by its document letters", { ...croatian, country: "D" }],
  ["a type that is none", { ...croatian, idType: "library_card" }],
  ["a day that does not exist", { ...croatian, issuedBefore: "2021-02-29" }],
])("%s is refused by the contract", (_name, input) => {
  expect(addWithdrawnDocumentSchema.safeParse(input).success).toBe(false);
});
