import * as z from "zod/mini";
import { fieldNames } from "@/lib/kyc/fields";

/**
 * `PUT /api/submissions/:id/draft`: what a member has typed on a case and not saved. `version` is that of the case as it
 * was read; `fields` are texts as they stand in the form, finished or not.
 */
export const keepDraftSchema = z.object({
  version: z.int().check(z.minimum(1)),
  fields: z.partialRecord(z.enum(fieldNames), z.string().check(z.maxLength(2_000))),
  choice: z.object({ codes: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(32)), otherText: z.string().check(z.maxLength(10_000)) }),
});
export type KeepDraftInput = z.infer<typeof keepDraftSchema>;

/** `GET /api/submissions/:id/draft`: one's own, of a case that waits; null when there is none. */
export const draftSchema = z.object({ draft: z.nullable(z.extend(keepDraftSchema, { keptAt: z.iso.datetime() })) });
export type KeptDraft = NonNullable<z.infer<typeof draftSchema>["draft"]>;
