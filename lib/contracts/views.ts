import * as z from "zod/mini";
import { submissionScopes } from "./submission-filter";

export const viewNameLength = { min: 1, max: 60 } as const;
/** How many a person, and the team, may keep of a list. */
export const viewLimit = 50;

const name = z.string().check(z.trim(), z.normalize(), z.minLength(viewNameLength.min), z.maxLength(viewNameLength.max), z.regex(/^[^\p{Cc}]*$/u));
const scope = z.enum(submissionScopes);

/** A list as somebody named it. `params` is the query of its address, without a place in the list and without a search. */
export const viewSchema = z.object({ id: z.uuid(), scope, name: z.string(), params: z.string(), isTeam: z.boolean() });
export type SavedView = z.infer<typeof viewSchema>;

/** `GET /api/views`: the member's own and the team's, of both lists. Their order is the reader's: names sort by language. */
export const viewsSchema = z.object({ views: z.array(viewSchema) });
export type SavedViews = z.infer<typeof viewsSchema>;

/** `POST /api/views`. What of `params` is no filter is left out and named in the answer. */
export const saveViewSchema = z.strictObject({ scope, name, params: z.string().check(z.maxLength(4_000)), isTeam: z.boolean() });
export type SaveViewInput = z.infer<typeof saveViewSchema>;

/** The views with the new one, which one that is, and what was left out of its address, as `key=value`. */
export const viewSavedSchema = z.extend(viewsSchema, { id: z.uuid(), ignored: z.array(z.string()) });
export type ViewSaved = z.infer<typeof viewSavedSchema>;

/** `PATCH /api/views/:viewId` */
export const renameViewSchema = z.strictObject({ name });
export type RenameViewInput = z.infer<typeof renameViewSchema>;

export const viewParamsSchema = z.object({ viewId: z.uuid() });
