import "server-only";
import { listNotesOfCase, type NoteOfCase } from "@/db/queries/notes";
import { findSubmissionStatus } from "@/db/queries/submissions";
import type { Note, Notes } from "@/lib/contracts/notes";
import { NotFoundError } from "@/lib/errors";
import type { SealingKey } from "@/lib/vault/vault";
import { authorise, type ServiceContext } from "./context";
import { loadKeys } from "./review-case";
import { openNoteBody } from "./sealed-notes";

/** Older ones stay in the database, and in the log. */
export const notesShown = 200;

function noteOf(ctx: ServiceContext, key: SealingKey, { note, mentions, images }: NoteOfCase): Note {
  const self = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  return {
    id: note.id, author: note.memberName, isOwn: note.memberId === self, body: openNoteBody(key, note.id, note.body), createdAt: note.createdAt.toISOString(),
    mentions: mentions.map(({ memberId, name }) => ({ memberId, name })),
    isUnread: mentions.some(({ memberId, readAt }) => memberId === self && readAt === null),
    images,
  };
}

/**
 * The notes of a case, newest first; none of one that was erased.
 * @throws {NotFoundError} for an unknown case and for another project's alike.
 */
export async function listNotes(ctx: ServiceContext, submissionId: string): Promise<Notes> {
  authorise(ctx, "submissions.read");
  const status = await findSubmissionStatus(ctx.db, ctx.projectId, submissionId);
  if (status === null) throw new NotFoundError("The submission");
  const keys = status === "deleted" ? null : await loadKeys(ctx, submissionId);
  if (keys === null) return { notes: [], hasMore: false };

  const rows = await listNotesOfCase(ctx.db, ctx.projectId, submissionId, notesShown + 1);
  // An erasure that came between leaves bodies without a text.
  const shown = rows.slice(0, notesShown).filter(({ note }) => note.body.length > 0);
  return { notes: shown.map((row) => noteOf(ctx, keys.submission, row)), hasMore: rows.length > notesShown };
}
