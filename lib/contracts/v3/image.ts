import * as z from "zod/mini";
import { idTypes } from "@/lib/kyc/id-type";
import { imageKinds, type ImageKind } from "@/lib/kyc/images";
import { submissionIdSchema } from "@/lib/contracts/submissions";

/** Query of `GET /v3/submission/image`, as the links of an item have it: 200 is the picture as JPEG. */
export const imageLinkQuerySchema = z.object({
  submission_id: submissionIdSchema,
  kind: z.enum(imageKinds),
  /** Seconds since 1970. */
  expires: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(99_999_999_999)),
  signature: z.string().check(z.regex(/^[\w-]{43}$/)),
});
export type ImageLinkQuery = z.infer<typeof imageLinkQuerySchema>;

const base64 = z.string();

/** `PUT /v3/submission/image`: one image or more, JPEG or PNG as base64, each up to 2 MB; `idType` goes with an image of the ID. */
export const replaceImagesSchema = z.object({
  submissionId: z.uuid(),
  admin: z.string(),
  idType: z.optional(z.enum(idTypes)),
  idImage: z.optional(base64),
  idBackImage: z.optional(base64),
  selfieImage: z.optional(base64),
  addressImage: z.optional(base64),
});

export const replaceImagesAnswerSchema = z.object({ message: z.literal("complete to update image.") });
export type ReplaceImagesAnswer = z.infer<typeof replaceImagesAnswerSchema>;

/** The names of the images that a call sends; what is null or empty was not sent. */
export function sentImages(sent: Readonly<Record<string, unknown>>): ImageKind[] {
  return imageKinds.filter((kind) => (sent[kind] ?? "") !== "");
}

/** The bytes of a base64 text, with or without `data:…;base64,` before it; `null` for what is none. */
export function bytesOfBase64(text: unknown): Uint8Array | null {
  if (typeof text !== "string") return null;
  const plain = text.replace(/^data:[\w/+.-]*;base64,/, "").replace(/[\r\n]/g, "");
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return null;
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}
