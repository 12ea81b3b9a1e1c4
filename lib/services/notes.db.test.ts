import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { createDatabase, type Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { listNoteFiles } from "@/db/queries/notes";
import { noteImages, noteMentions, notes } from "@/db/schema/notes";
import { decideOpened } from "@/db/test/make-lease";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeImage, makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { testPool, withRollback } from "@/db/test/with-rollback";
import { addNoteSchema, noteBodyLength } from "@/lib/contracts/notes";
import { inspectImage } from "@/lib/images/inspect";
import { addNote, type NewNote } from "./add-note";
import type { MemberContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { listColleagues } from "./list-colleagues";
import { countMentions, listMentions, mentionPageSize } from "./list-mentions";
import { listNotes } from "./list-notes";
import { markMentionsRead } from "./mark-mentions-read";
import { readNoteImage } from "./read-note-image";

import { removeMember } from "./remove-member";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const note = (given: Partial<NewNote> = {}): NewNote => ({ body: "Read as HRV on both lines.", mentions: [], images: [], ...given });

const withCase = (body: (ctx: MemberContext, id: string, db: Database) => Promise<void>) =>
  withRollback(async (db) => {
    const ctx = await makeContext(db, stores);
    await body(ctx, await makeSubmission(ctx), db);
  });

async function rowsOf(db: Database, ctx: MemberContext) {
  const of = async () => (await db.select().from(notes).where(eq(notes.projectId, ctx.projectId))).length;
  return { notes: await of(), entries: (await listChain(db, ctx.projectId, 0, 100)).map((entry) => entry.action) };
}
const isStored = (ctx: MemberContext, file: string) => ctx.storage.get(file).then(() => true, () => false);

describe("a note", () => {
  test("is kept with its author, mentions and pictures, newest first, and is one entry without its text", () =>
    withCase(async (ctx, id, db) => {
      const lead = await withRole(ctx, "lead");
      await addNote(ctx, id, note());
      const { bytes } = await makeImage(5, "png");
      const later = { ...ctx, now: new Date(ctx.now.getTime() + 1_000) };
      const kept = await addNote(later, id, note({ body: "@Mina Park, see here.", mentions: [lead.actor.memberId], images: [bytes] }));

      expect(kept).toMatchObject({
        hasMore: false,
        notes: [
          { author: "Mina Park", isOwn: true, body: "@Mina Park, see here.", isUnread: false, mentions: [{ memberId: lead.actor.memberId, name: "Mina Park" }], images: [{ width: 96, height: 64 }] },
          { body: "Read as HRV on both lines.", mentions: [], images: [] },
        ],
      });
      expect((await listNotes(lead, id)).notes.map(({ isOwn, isUnread }) => [isOwn, isUnread])).toEqual([[false, true], [false, false]]);
      const { timeline, version, status } = await getSubmission(ctx, id);
      expect([version, status]).toEqual([1, "pending"]);
      expect(timeline.filter(({ action }) => action === "submission.noted")).toHaveLength(2);
      expect(JSON.stringify(timeline)).not.toContain("HRV on both lines");
      expect((await listChain(db, ctx.projectId, 0, 100)).at(-1)?.fields.map(({ name }) => name)).toEqual(["note", "body", "image1"]);
      expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test("its pictures are given re-encoded, to readers of the case alone", () =>
    withCase(async (ctx, id) => {
      const { bytes } = await makeImage(6);
      const image = (await addNote(ctx, id, note({ images: [bytes] }))).notes[0]?.images[0]?.id ?? "";
      const display = await readNoteImage(await withRole(ctx, "viewer"), id, image, "display");
      expect(await sharp(display).metadata()).toMatchObject({ format: "jpeg", width: 96, height: 64 });
      expect((await readNoteImage(ctx, id, image, "thumbnail")).length).toBeGreaterThan(0);

      await expect(readNoteImage(await makeContext(ctx.db, stores, "admin"), id, image, "display")).rejects.toMatchObject({ status: 404 });
      await expect(readNoteImage(ctx, await makeSubmission(ctx), image, "display")).rejects.toMatchObject({ status: 404 });
    }));

  test("may stand on a case that was decided, or is not finished", () =>
    withCase(async (ctx, id) => {
      await decideOpened(ctx, id, { outcome: "approved", version: 1 });
      expect((await addNote(ctx, id, note())).notes).toHaveLength(1);
      expect((await addNote(ctx, await makeSubmission(ctx, { status: "incomplete" }), note())).notes).toHaveLength(1);
    }));

  test.each([
    ["nothing but spaces", { body: " \n " }],
    ["a character more than fits", { body: "가".repeat(noteBodyLength.max + 1) }],
    ["a control character", { body: "a\u0007b" }],
    ["a mention that is no id", { mentions: ["lena"] }],
    ["a mention of everybody many times", { mentions: Array.from({ length: 21 }, () => randomUUID()) }],
  ])("of %s is refused by the contract", (_name, given) => {
    expect(addNoteSchema.safeParse({ body: "a", mentions: [], ...given }).success).toBe(false);
  });

  test("takes as many characters as it says, of any width", () => {
    expect(addNoteSchema.safeParse({ body: "😀".repeat(noteBodyLength.max), mentions: [] }).success).toBe(true);
  });
});

describe("is refused, and neither row, entry nor file is kept:", () => {
  async function expectRefused(ctx: MemberContext, db: Database, add: () => Promise<unknown>, error: Record<string, unknown>) {
    const before = await rowsOf(db, ctx);
    await expect(add()).rejects.toMatchObject(error);
    expect(await rowsOf(db, ctx)).toEqual(before);
  }

  test("a viewer's note", () =>
    withCase(async (ctx, id, db) => {
      const viewer = await withRole(ctx, "viewer");
      await expectRefused(ctx, db, () => addNote(viewer, id, note()), { status: 403 });
    }));

  test("a note of who was demoted or removed since", () =>
    withCase(async (ctx, id, db) => {
      const agent = await withRole(ctx, "agent");
      await removeMember(await withRole(ctx, "admin"), agent.actor.memberId);
      await expectRefused(ctx, db, () => addNote(agent, id, note()), { status: 401 });
    }));

  test("one on another project's case, for reading and writing alike", () =>
    withCase(async (ctx, id, db) => {
      const other = await makeContext(db, stores, "admin");
      await expectRefused(other, db, () => addNote(other, id, note()), { status: 404 });
      await expect(listNotes(other, id)).rejects.toMatchObject({ status: 404 });
      await expect(listNotes(ctx, randomUUID())).rejects.toMatchObject({ status: 404 });
    }));

  test("a mention of somebody of another project", () =>
    withCase(async (ctx, id, db) => {
      const stranger = await makeContext(db, stores);
      const puts: string[] = [];
      const storage = { ...ctx.storage, put: async (bytes: Uint8Array) => puts[puts.push(await ctx.storage.put(bytes)) - 1] ?? "" };
      const { bytes } = await makeImage(7);
      await expectRefused(ctx, db, () => addNote({ ...ctx, storage }, id, note({ mentions: [stranger.actor.memberId], images: [bytes] })), { status: 400, errorCode: "bad_input" });
      expect(puts).toHaveLength(3);
      for (const file of puts) expect(await isStored(ctx, file)).toBe(false);
    }));

  test("one on a case that was erased", () =>
    withCase(async (ctx, id, db) => {
      await eraseSubmission(await withRole(ctx, "admin"), id);
      await expectRefused(ctx, db, () => addNote(ctx, id, note()), { status: 409, errorCode: "erased" });
      expect(await listNotes(ctx, id)).toEqual({ notes: [], hasMore: false });
    }));

  test.each<[string, () => Promise<Buffer>, number]>([
    ["an empty file", () => Promise.resolve(Buffer.alloc(0)), 400],
    ["a page that says it is a picture", () => Promise.resolve(Buffer.from("<svg onload=alert(1) xmlns='http://www.w3.org/2000/svg'/>")), 400],
    ["a head without a picture", () => Promise.resolve(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500)])), 400],
    ["a picture that was cut off", async () => (await makeImage(8)).bytes.subarray(0, 900), 400],
    ["a GIF", () => sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } }).gif().toBuffer(), 400],
    ["more than 40 megapixels", () => sharp({ create: { width: 8000, height: 5001, channels: 3, background: "red" } }).png().toBuffer(), 400],
    ["more than 2 MB", () => Promise.resolve(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(2 * 1024 * 1024)])), 413],
  ])("an attachment that is %s", (_name, make, status) =>
    withCase(async (ctx, id, db) => {
      const images = [(await makeImage(9)).bytes, await make()];
      await expectRefused(ctx, db, () => addNote(ctx, id, note({ images })), { status, errorCode: status === 413 ? "image_too_large" : "bad_image" });
      expect(await listNoteFiles(db, ctx.projectId, id)).toEqual([]);
    }));

  test("more than four pictures", () =>
    withCase(async (ctx, id, db) => {
      const { bytes } = await makeImage(10);
      await expectRefused(ctx, db, () => addNote(ctx, id, note({ images: Array.from({ length: 5 }, () => bytes) })), { status: 400 });
    }));
});

test("a picture's metadata does not come out again, and its original is what was sent", () =>
  withCase(async (ctx, id, db) => {
    const sent = await sharp({ create: { width: 40, height: 30, channels: 3, background: "green" } }).withExif({ IFD0: { Artist: "Anna" } }).jpeg().toBuffer();
    const inspected = await inspectImage(sent);
    expect("fault" in inspected).toBe(false);
    const image = (await addNote(ctx, id, note({ images: [sent] }))).notes[0]?.images[0]?.id ?? "";
    expect((await sharp(await readNoteImage(ctx, id, image, "display")).metadata()).exif).toBeUndefined();
    const [row] = await db.select().from(noteImages).where(eq(noteImages.id, image));
    expect(row).toMatchObject({ contentType: "image/jpeg", byteLength: sent.length, position: 0 });
  }));

describe("an erasure", () => {
  const hasRows = async (db: Database, ctx: MemberContext, id: string) => ({
    notes: (await db.select().from(notes).where(eq(notes.submissionId, id))).length,
    images: (await db.select().from(noteImages).where(eq(noteImages.submissionId, id))).length,
    mentions: (await db.select().from(noteMentions).where(eq(noteMentions.projectId, ctx.projectId))).length,
  });
  async function noted(ctx: MemberContext, id: string) {
    const lead = await withRole(ctx, "lead");
    await addNote(ctx, id, note({ mentions: [lead.actor.memberId], images: [(await makeImage(11)).bytes] }));
    return lead;
  }

  test("takes the notes, their pictures with their files, and the mentions; the chain stays whole", () =>
    withCase(async (ctx, id, db) => {
      const lead = await noted(ctx, id);
      const files = await listNoteFiles(db, ctx.projectId, id);
      expect(files).toHaveLength(3);
      await eraseSubmission(await withRole(ctx, "admin"), id);
      expect(await hasRows(db, ctx, id)).toEqual({ notes: 0, images: 0, mentions: 0 });
      for (const file of files) expect(await isStored(ctx, file)).toBe(false);
      expect([await listMentions(lead, null), await countMentions(lead)]).toEqual([{ items: [], next: null }, { unread: 0, limit: 100 }]);
      expect(await verifyAudit(db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
    }));

  test.each<[string, (ctx: MemberContext) => Partial<MemberContext>]>([
    ["before the key was destroyed", (ctx) => ({ vault: { ...ctx.vault, destroySubmissionKey: () => Promise.reject(new Error("cut short")) } })],
    ["before the files were deleted", (ctx) => ({ storage: { ...ctx.storage, delete: () => Promise.reject(new Error("cut short")) } })],
  ])("cut short %s shows nothing, and is finished by asking again", (_name, broken) =>
    withCase(async (ctx, id, db) => {
      const lead = await noted(ctx, id);
      const admin = await withRole(ctx, "admin");
      const files = await listNoteFiles(db, ctx.projectId, id);
      const image = (await listNotes(ctx, id)).notes[0]?.images[0]?.id ?? "";
      await expect(eraseSubmission({ ...admin, ...broken(admin) }, id)).rejects.toThrow("cut short");
      expect(await listNotes(ctx, id)).toEqual({ notes: [], hasMore: false });
      expect((await listMentions(lead, null)).items).toEqual([]);
      await expect(readNoteImage(ctx, id, image, "display")).rejects.toMatchObject({ status: 404 });

      await eraseSubmission(admin, id);
      expect(await hasRows(db, ctx, id)).toEqual({ notes: 0, images: 0, mentions: 0 });
      for (const file of files) expect(await isStored(ctx, file)).toBe(false);
    }));
});

describe("the inbox", () => {
  test("has who called, on which case and what they wrote, until it is read; one's own name calls nobody", () =>
    withCase(async (ctx, id) => {
      const viewer = await withRole(ctx, "viewer");
      await addNote(ctx, id, note({ body: `See\n\n  ${"x".repeat(300)}`, mentions: [viewer.actor.memberId, ctx.actor.memberId, viewer.actor.memberId] }));
      expect((await listMentions(ctx, null)).items).toEqual([]);
      const { items, next } = await listMentions(viewer, null);
      expect(next).toBeNull();
      expect(items).toMatchObject([{ submissionId: id, subject: "Specimen Specimen", author: "Mina Park", isUnread: true }]);
      expect(items[0]?.excerpt).toBe(`See ${"x".repeat(195)}…`);
      expect(await countMentions(viewer)).toEqual({ unread: 1, limit: 100 });

      expect(await markMentionsRead(viewer, { submissionId: id })).toEqual({ unread: 0, limit: 100 });
      expect((await listMentions(viewer, null)).items).toMatchObject([{ isUnread: false }]);
    }));

  test("is read up to what was seen: what comes later stays unread, and so does another's", () =>
    withCase(async (ctx, id) => {
      const [lead, viewer] = [await withRole(ctx, "lead"), await withRole(ctx, "viewer")];
      const mentions = [lead.actor.memberId, viewer.actor.memberId];
      await addNote(ctx, id, note({ mentions }));
      await addNote({ ...ctx, now: new Date(ctx.now.getTime() + 5_000) }, id, note({ mentions }));
      expect(await markMentionsRead(lead, { until: ctx.now.toISOString() })).toMatchObject({ unread: 1 });
      expect(await countMentions(viewer)).toMatchObject({ unread: 2 });
    }));

  test("comes in pages that neither repeat nor leave out, also where many were written at one moment", () =>
    withRollback(async (db) => {
      const ctx = await makeContext(db, stores);
      const lead = await withRole(ctx, "lead");
      const id = await makeSubmission(ctx);
      for (let index = 0; index < mentionPageSize + 3; index += 1) await addNote(ctx, id, note({ mentions: [lead.actor.memberId] }));
      const first = await listMentions(lead, null);
      const second = await listMentions(lead, first.next);
      expect([first.items.length, second.items.length, second.next]).toEqual([mentionPageSize, 3, null]);
      expect(new Set([...first.items, ...second.items].map(({ noteId }) => noteId)).size).toBe(mentionPageSize + 3);
    }));

  test("shows nothing of another project that one is a member of too", () =>
    withCase(async (ctx, id, db) => {
      const lead = await withRole(ctx, "lead");
      await addNote(ctx, id, note({ mentions: [lead.actor.memberId] }));
      const elsewhere = { ...lead, projectId: (await makeContext(db, stores)).projectId };
      expect((await listMentions(elsewhere, null)).items).toEqual([]);
      await markMentionsRead(elsewhere, { submissionId: id });
      expect(await countMentions(lead)).toMatchObject({ unread: 1 });
    }));
});

test("colleagues are the members of the project without oneself, and a viewer asks for none", () =>
  withCase(async (ctx) => {
    const lead = await withRole(ctx, "lead");
    expect((await listColleagues(ctx)).colleagues).toEqual([{ memberId: lead.actor.memberId, name: "Mina Park", email: lead.actor.email }]);
    await expect(listColleagues(await withRole(ctx, "viewer"))).rejects.toMatchObject({ status: 403 });
  }));

test("of a note and an erasure at once, none leaves a text, a picture or a mention behind", async () => {
  const db = createDatabase(testPool());
  const ctx = await makeContext(db, stores, "admin");
  const id = await makeSubmission(ctx);
  const { bytes } = await makeImage(12);
  const lead = await withRole(ctx, "lead");
  await Promise.allSettled([...Array.from({ length: 4 }, () => addNote(ctx, id, note({ images: [bytes], mentions: [lead.actor.memberId] }))), eraseSubmission(ctx, id)]);
  await eraseSubmission(ctx, id);
  expect(await db.select().from(notes).where(eq(notes.submissionId, id))).toEqual([]);
  expect(await listNoteFiles(db, ctx.projectId, id)).toEqual([]);
  expect((await listMentions(lead, null)).items).toEqual([]);
});
