import { expect, test } from "vitest";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeLease } from "@/db/test/make-lease";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { caseDrafts } from "@/db/schema/queue-entries";
import type { KeepDraftInput } from "@/lib/contracts/drafts";
import type { MemberContext } from "./context";
import { dropDraft } from "./drop-draft";
import { eraseSubmission } from "./erase-submission";
import { findDraft } from "./find-draft";
import { keepDraft } from "./keep-draft";
import { recordDecision } from "./record-decision";

const stores = testStores();
const typed: KeepDraftInput = { version: 1, fields: { fullName: "Kim Min", birthDate: "1994-0" }, choice: { codes: ["other"], otherText: "The photo is cut off" } };
const withCase = (body: (ctx: MemberContext, id: string) => Promise<void>) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    await body(ctx, await makeSubmission(ctx));
  });
const rows = (ctx: MemberContext) => ctx.db.select().from(caseDrafts);

test("a draft is found as it was typed last, by who typed it and by nobody else", () =>
  withCase(async (ctx, id) => {
    expect(await findDraft(ctx, id)).toEqual({ draft: null });
    await keepDraft(ctx, id, { ...typed, fields: { fullName: "Kim" } });
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 500) };
    await keepDraft(later, id, typed);
    expect(await findDraft(ctx, id)).toEqual({ draft: { ...typed, keptAt: later.now.toISOString() } });
    expect(await findDraft(await withRole(ctx, "lead"), id)).toEqual({ draft: null });
    expect(await findDraft(await makeContext(ctx.db, stores), id)).toEqual({ draft: null });
    expect(await rows(ctx)).toHaveLength(1);
  }));

test("nothing typed can be read without the case's key", () =>
  withCase(async (ctx, id) => {
    await keepDraft(ctx, id, typed);
    const [row] = await rows(ctx);
    expect(Buffer.from(row?.sealed ?? []).toString("latin1")).not.toMatch(/Kim Min|photo/);
  }));

test("a draft is gone when it is dropped, and dropping it again changes nothing", () =>
  withCase(async (ctx, id) => {
    const lead = await withRole(ctx, "lead");
    await keepDraft(ctx, id, typed);
    await keepDraft(lead, id, typed);
    await dropDraft(ctx, id);
    await dropDraft(ctx, id);
    expect(await findDraft(ctx, id)).toEqual({ draft: null });
    expect(await findDraft(lead, id)).not.toEqual({ draft: null });
  }));

test("a decision drops everybody's drafts, and one that arrives afterwards is refused", () =>
  withCase(async (ctx, id) => {
    await keepDraft(ctx, id, typed);
    await keepDraft(await withRole(ctx, "lead"), id, typed);
    await recordDecision(ctx, id, { outcome: "approved", version: 1, lease: await makeLease(ctx, id) });
    expect(await rows(ctx)).toEqual([]);
    await expect(keepDraft(ctx, id, typed)).rejects.toMatchObject({ status: 409, errorCode: "already_decided" });
    expect(await rows(ctx)).toEqual([]);
  }));

test("an erasure takes the drafts along", () =>
  withCase(async (ctx, id) => {
    await keepDraft(ctx, id, typed);
    await eraseSubmission(await withRole(ctx, "admin"), id);
    expect(await rows(ctx)).toEqual([]);
    await expect(keepDraft(ctx, id, typed)).rejects.toMatchObject({ status: 409, errorCode: "erased" });
  }));

test("a viewer keeps none, and no case of another project takes one", () =>
  withCase(async (ctx, id) => {
    await expect(keepDraft(await withRole(ctx, "viewer"), id, typed)).rejects.toMatchObject({ status: 403 });
    await expect(keepDraft(await makeContext(ctx.db, stores), id, typed)).rejects.toMatchObject({ status: 404 });
  }));
