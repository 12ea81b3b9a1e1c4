import "server-only";
import { and, asc, desc, eq, inArray, isNull, lte, ne, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { members, memberships } from "@/db/schema/members";
import { noteImages, noteMentions, notes } from "@/db/schema/notes";
import { submissions } from "@/db/schema/submissions";
import type { ProjectId } from "@/lib/kyc/ids";

export type NoteRow = typeof notes.$inferSelect;
export type NoteImageRow = typeof noteImages.$inferSelect;
type MentionRow = typeof noteMentions.$inferInsert;

export interface NoteOfCase {
  note: NoteRow;
  mentions: { memberId: string; name: string; readAt: string | null }[];
  images: { id: string; width: number; height: number }[];
}

export async function insertNote(tx: Database, note: NoteRow, mentions: readonly MentionRow[], images: readonly (typeof noteImages.$inferInsert)[]): Promise<void> {
  await tx.insert(notes).values(note);
  if (mentions.length > 0) await tx.insert(noteMentions).values([...mentions]);
  if (images.length > 0) await tx.insert(noteImages).values([...images]);
}

export async function hasNote(db: Database, projectId: ProjectId, noteId: string): Promise<boolean> {
  const found = await db.select({ id: notes.id }).from(notes).where(and(eq(notes.projectId, projectId), eq(notes.id, noteId)));
  return found.length > 0;
}

/** The notes of a case, newest first, with whom they call and their images. */
export async function listNotesOfCase(db: Database, projectId: ProjectId, submissionId: string, limit: number): Promise<NoteOfCase[]> {
  return db
    .select({
      note: notes,
      mentions: sql<NoteOfCase["mentions"]>`coalesce((select json_agg(json_build_object('memberId', m.id, 'name', m.name, 'readAt', n.read_at) order by m.name, m.id)
        from note_mentions n join members m on m.id = n.member_id where n.note_id = notes.id), '[]')`,
      images: sql<NoteOfCase["images"]>`coalesce((select json_agg(json_build_object('id', i.id, 'width', i.width, 'height', i.height) order by i.position)
        from note_images i where i.note_id = notes.id), '[]')`,
    })
    .from(notes)
    .where(and(eq(notes.projectId, projectId), eq(notes.submissionId, submissionId)))
    .orderBy(desc(notes.createdAt), desc(notes.id))
    .limit(limit);
}

export async function findNoteImage(db: Database, projectId: ProjectId, submissionId: string, imageId: string): Promise<NoteImageRow | null> {
  const [row] = await db
    .select({ image: noteImages })
    .from(noteImages)
    .innerJoin(notes, eq(notes.id, noteImages.noteId))
    .innerJoin(submissions, and(eq(submissions.id, noteImages.submissionId), ne(submissions.status, "deleted")))
    .where(and(eq(notes.projectId, projectId), eq(noteImages.submissionId, submissionId), eq(noteImages.id, imageId)));
  return row?.image ?? null;
}

/** The project's members by name: who can be called to a note. */
export async function listColleagues(db: Database, projectId: ProjectId): Promise<{ memberId: string; name: string; email: string }[]> {
  return db
    .select({ memberId: members.id, name: members.name, email: members.email })
    .from(memberships)
    .innerJoin(members, eq(members.id, memberships.memberId))
    .where(eq(memberships.projectId, projectId))
    .orderBy(asc(members.name), asc(members.id));
}

/** Those of the ids that are members of the project. */
export async function membersAmong(db: Database, projectId: ProjectId, memberIds: readonly string[]): Promise<string[]> {
  if (memberIds.length === 0) return [];
  const rows = await db
    .select({ id: memberships.memberId })
    .from(memberships)
    .where(and(eq(memberships.projectId, projectId), inArray(memberships.memberId, [...memberIds])));
  return rows.map(({ id }) => id);
}

const inbox = (projectId: ProjectId, memberId: string) => and(eq(noteMentions.projectId, projectId), eq(noteMentions.memberId, memberId));

/** A person's mentions, newest first; those before the one of the note `before`, where it is theirs. */
export async function listMentionsOf(db: Database, projectId: ProjectId, memberId: string, before: string | null, limit: number) {
  const place = sql`(${noteMentions.createdAt}, ${noteMentions.noteId}) < (select created_at, note_id from note_mentions
    where note_id = ${before} and member_id = ${memberId} and project_id = ${projectId})`;
  return db
    .select({
      note: notes, readAt: noteMentions.readAt, createdAt: noteMentions.createdAt, status: submissions.status,
      subject: sql<string | null>`coalesce(${submissions.fullName}, ${submissions.email})`,
    })
    .from(noteMentions)
    .innerJoin(notes, eq(notes.id, noteMentions.noteId))
    .innerJoin(submissions, eq(submissions.id, notes.submissionId))
    .where(and(inbox(projectId, memberId), before === null ? undefined : place))
    .orderBy(desc(noteMentions.createdAt), desc(noteMentions.noteId))
    .limit(limit);
}

/** Counted until `limit`. */
export async function countUnreadMentions(db: Database, projectId: ProjectId, memberId: string, limit: number): Promise<number> {
  const { rows } = await db.execute<{ unread: number }>(sql`
    select count(*)::int as unread from (select 1 from note_mentions where project_id = ${projectId} and member_id = ${memberId} and read_at is null limit ${limit}) counted`);
  return rows[0]?.unread ?? 0;
}

/** Those of one case, or all up to an instant. */
export async function markMentions(db: Database, projectId: ProjectId, memberId: string, which: { submissionId: string } | { until: Date }, now: Date): Promise<void> {
  const ofCase = "submissionId" in which ? inArray(noteMentions.noteId, db.select({ id: notes.id }).from(notes).where(eq(notes.submissionId, which.submissionId))) : undefined;
  await db
    .update(noteMentions)
    .set({ readAt: now })
    .where(and(inbox(projectId, memberId), isNull(noteMentions.readAt), "until" in which ? lte(noteMentions.createdAt, which.until) : ofCase));
}

const ofCase = (db: Database, projectId: ProjectId, submissionId: string) =>
  db.select({ id: notes.id }).from(notes).where(and(eq(notes.projectId, projectId), eq(notes.submissionId, submissionId)));

/** First half of an erasure, in its transaction: nobody is called any more and nothing is to be read; the rows still name the files. */
export async function emptyNotes(tx: Database, projectId: ProjectId, submissionId: string): Promise<void> {
  await tx.delete(noteMentions).where(inArray(noteMentions.noteId, ofCase(tx, projectId, submissionId)));
  await tx.update(notes).set({ body: Buffer.alloc(0) }).where(and(eq(notes.projectId, projectId), eq(notes.submissionId, submissionId)));
}

/** The store's names of all files of a case's notes. */
export async function listNoteFiles(db: Database, projectId: ProjectId, submissionId: string): Promise<string[]> {
  const rows = await db
    .select({ original: noteImages.originalKey, display: noteImages.displayKey, thumbnail: noteImages.thumbnailKey })
    .from(noteImages)
    .where(inArray(noteImages.noteId, ofCase(db, projectId, submissionId)));
  return rows.flatMap((row) => [row.original, row.display, row.thumbnail]);
}

/** Second half, once the files are gone. */
export async function deleteNotes(db: Database, projectId: ProjectId, submissionId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(noteImages).where(inArray(noteImages.noteId, ofCase(tx, projectId, submissionId)));
    await tx.delete(notes).where(and(eq(notes.projectId, projectId), eq(notes.submissionId, submissionId)));
  });
}
