import * as z from "zod/mini";

/** A key as it is recognised later: all that is known of its text is the beginning. */
export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** What the key begins with, `vk_` and 12 hexadecimal digits. */
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** To the minute; `null` while nobody has called with it. */
  lastUsedAt: z.nullable(z.iso.datetime()),
  revokedAt: z.nullable(z.iso.datetime()),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** `GET /api/settings/keys`, newest first, and the answer of a revocation. */
export const apiKeysSchema = z.object({ keys: z.array(apiKeySchema) });
export type ApiKeys = z.infer<typeof apiKeysSchema>;

export const apiKeyNameLength = { min: 1, max: 100 } as const;

/** `POST /api/settings/keys`. Two keys may have one name: their beginnings tell them apart. */
export const createApiKeySchema = z.object({
  name: z.string().check(z.trim(), z.minLength(apiKeyNameLength.min), z.maxLength(apiKeyNameLength.max), z.regex(/^\P{Cc}*$/u, "is one line of text")),
});
export type CreateApiKeyInput = z.infer<typeof createApiKeySchema>;

/** The list with the new key, and its text, which no later answer has. */
export const apiKeyCreatedSchema = z.extend(apiKeysSchema, { text: z.string() });

/** `DELETE /api/settings/keys/:keyId` */
export const apiKeyParamsSchema = z.object({ keyId: z.uuid() });
