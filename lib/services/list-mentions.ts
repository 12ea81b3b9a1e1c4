import "server-only";
import { countUnreadMentions, listMentionsOf } from "@/db/queries/notes";
import type { Mention, MentionPage, UnreadMentions } from "@/lib/contracts/notes";
import { KeyMissingError } from "@/lib/vault/vault";
import { authorise, type MemberContext } from "./context";
import { openNoteBody } from "./sealed-notes";

export const mentionPageSize = 50;
export const unreadLimit = 100;

const excerptLength = 200;

/** The beginning of a text on one line; what is left out is marked. */
function excerptOf(body: string): string {
  const characters = [...body.replace(/\s+/gu, " ").trim()];
  return characters.length > excerptLength ? `${characters.slice(0, excerptLength - 1).join("")}…` : characters.join("");
}

async function mentionOf(ctx: MemberContext, { note, readAt, createdAt, subject }: Awaited<ReturnType<typeof listMentionsOf>>[number]): Promise<Mention | null> {
  try {
    const key = await ctx.vault.submissionKey(ctx.projectId, note.submissionId);
    const excerpt = excerptOf(openNoteBody(key, note.id, note.body));
    return { noteId: note.id, submissionId: note.submissionId, subject, author: note.memberName, createdAt: createdAt.toISOString(), excerpt, isUnread: readAt === null };
  } catch (error) {
    // The case is being erased.
    if (error instanceof KeyMissingError) return null;
    throw error;
  }
}

/** The notes that call the reader, newest first, a page of 50; `before` is the last of the page before. */
export async function listMentions(ctx: MemberContext, before: string | null): Promise<MentionPage> {
  authorise(ctx, "submissions.read");
  const rows = await listMentionsOf(ctx.db, ctx.projectId, ctx.actor.memberId, before, mentionPageSize + 1);
  const shown = rows.slice(0, mentionPageSize);
  const mentions = await Promise.all(shown.map((row) => mentionOf(ctx, row)));
  return { items: mentions.filter((mention) => mention !== null), next: rows.length > mentionPageSize ? (shown.at(-1)?.note.id ?? null) : null };
}

/** How many of them the reader has not opened yet. */
export async function countMentions(ctx: MemberContext): Promise<UnreadMentions> {
  authorise(ctx, "submissions.read");
  return { unread: await countUnreadMentions(ctx.db, ctx.projectId, ctx.actor.memberId, unreadLimit), limit: unreadLimit };
}
