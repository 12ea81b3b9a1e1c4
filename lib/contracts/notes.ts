import * as z from "zod/mini";
import { submissionIdSchema } from "./submissions";

const instant = z.iso.datetime();

export const noteBodyLength = { min: 1, max: 5000 } as const;
export const maxNoteImages = 4;
export const maxMentions = 20;

const countCharacters = (text: string) => [...text].length;
/** Line breaks and tabs may stand in a text; other control characters and half surrogates are no writing. */
const isWriting = (text: string) => !/[^\P{Cc}\n\r\t]|\p{Cs}/u.test(text);

/** What a note says; characters are counted as a reader counts them. Who writes it is never among those whom it mentions. */
export const addNoteSchema = z.object({
  body: z.string().check(
    z.trim(),
    z.refine((text) => text !== "", "needs a text"),
    z.refine((text) => countCharacters(text) <= noteBodyLength.max, `takes at most ${noteBodyLength.max} characters`),
    z.refine(isWriting, "has a character that cannot be printed"),
  ),
  mentions: z.array(z.uuid().check(z.toLowerCase())).check(z.maxLength(maxMentions)),
});
export type AddNoteInput = z.infer<typeof addNoteSchema>;

/** Names of the parts of `POST /api/submissions/:id/notes`: the note as JSON, and its pictures. */
export const notePart = "note";
export const noteImageParts = ["image1", "image2", "image3", "image4"] as const;

const noteSchema = z.object({
  id: z.uuid(),
  author: z.string(),
  isOwn: z.boolean(),
  body: z.string(),
  createdAt: instant,
  /** By name, as they are called now. */
  mentions: z.array(z.object({ memberId: z.uuid(), name: z.string() })),
  /** It calls the reader, who has not opened it yet. */
  isUnread: z.boolean(),
  images: z.array(z.object({ id: z.uuid(), width: z.int(), height: z.int() })),
});
export type Note = z.infer<typeof noteSchema>;

/** `GET /api/submissions/:id/notes` and the answer of a new one: newest first, at most 200; `hasMore` when there are older ones. */
export const notesSchema = z.object({ notes: z.array(noteSchema), hasMore: z.boolean() });
export type Notes = z.infer<typeof notesSchema>;

/** `GET /api/submissions/:submissionId/notes/images/:imageId?size=`: a JPEG. */
export const noteImageParamsSchema = z.object({ submissionId: submissionIdSchema, imageId: z.uuid() });

/** `GET /api/colleagues`: who may be mentioned, by name; oneself is not among them. */
export const colleaguesSchema = z.object({ colleagues: z.array(z.object({ memberId: z.uuid(), name: z.string(), email: z.string() })) });
export type Colleagues = z.infer<typeof colleaguesSchema>;
export type Colleague = Colleagues["colleagues"][number];

const mentionSchema = z.object({
  noteId: z.uuid(),
  submissionId: submissionIdSchema,
  /** The applicant of the case: a name, else an e-mail. */
  subject: z.nullable(z.string()),
  author: z.string(),
  createdAt: instant,
  /** The beginning of the note, on one line. */
  excerpt: z.string(),
  isUnread: z.boolean(),
});
export type Mention = z.infer<typeof mentionSchema>;

/** `GET /api/mentions?before=noteId`: the reader's own, newest first; `next` is the `before` of older ones. */
export const mentionPageSchema = z.object({ items: z.array(mentionSchema), next: z.nullable(z.uuid()) });
export type MentionPage = z.infer<typeof mentionPageSchema>;
export const mentionQuerySchema = z.object({ before: z.nullable(z.uuid()) });

/** `GET /api/mentions/unread`. Counting stops at `limit`: a count equal to it reads "100+". */
export const unreadMentionsSchema = z.object({ unread: z.int(), limit: z.int() });
export type UnreadMentions = z.infer<typeof unreadMentionsSchema>;

/** `POST /api/mentions/read`: those of a case that was opened, or all up to the newest that the reader saw. Answers what is left. */
export const markMentionsReadSchema = z.union([z.strictObject({ submissionId: submissionIdSchema }), z.strictObject({ until: instant })]);
export type MarkMentionsReadInput = z.infer<typeof markMentionsReadSchema>;
