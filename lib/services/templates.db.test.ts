import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createDatabase } from "@/db";
import { listChain } from "@/db/queries/audit";
import { decideOpened } from "@/db/test/make-lease";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { createTemplateSchema } from "@/lib/contracts/templates";
import { listTemplates } from "./list-templates";
import { removeTemplate } from "./remove-template";
import { saveTemplate } from "./save-template";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const english = { language: "en", title: "Other page", body: "Send {page} by {due date}." };
const asNew = { of: null, ...english };

test("a lead keeps, changes and removes one, each an entry with old and new", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "lead");
    const [kept] = (await saveTemplate(ctx, asNew)).templates;
    expect(kept).toMatchObject({ ...english, version: 1, author: ctx.actor.email });
    const of = { id: kept?.id ?? "", version: 1 };
    expect((await saveTemplate(ctx, { of, ...english, body: "Send {page}." })).templates).toMatchObject([{ version: 2, body: "Send {page}." }]);
    expect(await removeTemplate(ctx, of.id)).toEqual({ templates: [] });

    const entries = (await listChain(db, ctx.projectId, 0, 10)).slice(1);
    expect(entries.map(({ action, subjectType, subjectId, fields }) => [action, subjectType, subjectId, fields.map(({ name }) => name).join()])).toEqual([
      ["template.saved", "template", of.id, "language,title,body"],
      ["template.saved", "template", of.id, "body"],
      ["template.removed", "template", of.id, "language,title,body"],
    ]);
    expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
  }));

test("saving what it is already writes nothing", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "lead");
    const [kept] = (await saveTemplate(ctx, asNew)).templates;
    await saveTemplate(ctx, { of: { id: kept?.id ?? "", version: 1 }, ...english });
    expect((await listTemplates(ctx)).templates).toMatchObject([{ version: 1 }]);
    expect(await listChain(db, ctx.projectId, 0, 10)).toHaveLength(2);
  }));

test("they come by language and title, whatever the capitals", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "lead");
    for (const [language, title] of [["ko", "나"], ["en", "beta"], ["en", "Alpha"], ["ko", "가"]] as const) await saveTemplate(ctx, { of: null, language, title, body: "a" });
    expect((await listTemplates(await withRole(ctx, "agent"))).templates.map(({ language, title }) => `${language} ${title}`)).toEqual(["en Alpha", "en beta", "ko 가", "ko 나"]);
  }));

test("a version that is not the one that was read is 409, and so is a title that the language has", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "lead");
    const [kept] = (await saveTemplate(ctx, asNew)).templates;
    await expect(saveTemplate(ctx, { of: { id: kept?.id ?? "", version: 7 }, ...english, body: "x" })).rejects.toMatchObject({ status: 409, errorCode: "stale_version" });
    await expect(saveTemplate(ctx, { ...asNew, title: "OTHER PAGE" })).rejects.toMatchObject({ status: 409, errorCode: "title_taken" });
    expect((await saveTemplate(ctx, { ...asNew, language: "de" })).templates).toHaveLength(2);
    expect(await listChain(db, ctx.projectId, 0, 10)).toHaveLength(3);
  }));

test("of two who keep the same title at once one wins", async () => {
  const ctx = await makeContext(createDatabase(testPool()), stores, "lead");
  const outcomes = await Promise.allSettled([saveTemplate(ctx, asNew), saveTemplate(ctx, asNew)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await listTemplates(ctx)).templates).toHaveLength(1);
});

test("agents read and do not write, viewers do neither, and another project's is not found", () =>
  withRollback(async (db) => {
    const [ctx, other] = [await makeContext(db, stores, "lead"), await makeContext(db, stores, "admin")];
    const id = (await saveTemplate(ctx, asNew)).templates[0]?.id ?? "";
    const agent = await withRole(ctx, "agent");
    expect((await listTemplates(agent)).templates).toHaveLength(1);
    await expect(saveTemplate(agent, { ...asNew, title: "Another" })).rejects.toMatchObject({ status: 403 });
    await expect(removeTemplate(agent, id)).rejects.toMatchObject({ status: 403 });
    await expect(listTemplates(await withRole(ctx, "viewer"))).rejects.toMatchObject({ status: 403 });

    expect((await listTemplates(other)).templates).toEqual([]);
    await expect(saveTemplate(other, { of: { id, version: 1 }, ...english, body: "x" })).rejects.toMatchObject({ status: 404 });
    await expect(removeTemplate(other, id)).rejects.toMatchObject({ status: 404 });
    await expect(removeTemplate(ctx, randomUUID())).rejects.toMatchObject({ status: 404 });
  }));

test.each([
  ["a language that is none", { language: "english" }],
  ["no title", { title: "  " }],
  ["a title of two lines", { title: "a\nb" }],
  ["a text of 501 characters", { body: "가".repeat(501) }],
  ["a brace that stands alone", { body: "by {date" }],
  ["a hole without a name", { body: "by {}" }],
])("%s is refused by the contract", (_name, given) => {
  expect(createTemplateSchema.safeParse({ ...english, ...given }).success).toBe(false);
});

test("a language tag is stored as everybody writes it", () => {
  expect(createTemplateSchema.parse({ ...english, language: "PT-br" }).language).toBe("pt-BR");
});

test("a rejection whose text has a hole of a template is refused by name, and nothing is written; other braces pass", () =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores, "lead");
    await saveTemplate(ctx, asNew);
    const elsewhere = await makeContext(db, stores, "lead");
    await saveTemplate(elsewhere, { ...asNew, body: "{reason}" });
    const id = await makeSubmission(ctx);
    const reject = (otherText: string) =>
      decideOpened(ctx, id, { outcome: "rejected", version: 1, codes: ["other"], otherText, fields: {}, confirmedHits: [] });

    const entries = (await listChain(db, ctx.projectId, 0, 10)).length;
    await expect(reject("Send { Page } by {due date}.")).rejects.toMatchObject({
      status: 400, errorCode: "bad_input", details: { fields: [{ path: "otherText", message: "fill {page}, {due date}" }] },
    });
    expect(await listChain(db, ctx.projectId, 0, 10)).toHaveLength(entries);
    expect((await reject("Write {reason} in the form.")).decision?.comments).toEqual(["Write {reason} in the form."]);
  }));
