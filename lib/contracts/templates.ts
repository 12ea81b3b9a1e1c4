import * as z from "zod/mini";
import { countCharacters, otherTextLimit } from "@/lib/kyc/codes/reject-comments";
import { parseTemplate } from "@/lib/kyc/codes/text-template";
import { canonicalLanguage } from "@/lib/kyc/language";

export const templateTitleLength = { min: 1, max: 80 } as const;

const templateSchema = z.object({
  id: z.uuid(),
  version: z.int(),
  language: z.string(),
  title: z.string(),
  body: z.string(),
  author: z.string(),
  updatedAt: z.iso.datetime(),
});
export type TextTemplate = z.infer<typeof templateSchema>;

/** `GET /api/templates`, by language and title, and the answer of every write to them. */
export const templatesSchema = z.object({ templates: z.array(templateSchema) });
export type Templates = z.infer<typeof templatesSchema>;

const language = z.string().check(z.maxLength(35), z.refine((tag) => canonicalLanguage(tag) !== null, "is no language tag"), z.overwrite((tag) => canonicalLanguage(tag) ?? tag));
const title = z.string().check(z.trim(), z.normalize(), z.minLength(templateTitleLength.min), z.maxLength(templateTitleLength.max), z.regex(/^\P{C}*$/u, "is one line of text"));
const body = z.string().check(
  z.trim(),
  z.refine((text) => text !== "", "needs a text"),
  z.refine((text) => countCharacters(text) <= otherTextLimit, `takes at most ${otherTextLimit} characters`),
  z.refine((text) => !/[^\P{Cc}\n\r\t]|\p{Cs}/u.test(text), "has a character that cannot be printed"),
  z.refine((text) => !("fault" in parseTemplate(text)), "has a placeholder that is not well formed"),
);

/** `POST /api/templates`: a new one. */
export const createTemplateSchema = z.strictObject({ language, title, body });
/** `PUT /api/templates/:templateId`: `version` is the one that was read. */
export const updateTemplateSchema = z.strictObject({ version: z.int().check(z.minimum(1)), language, title, body });
export type TemplateText = z.infer<typeof createTemplateSchema>;
export type SaveTemplateInput = TemplateText & { of: { id: string; version: number } | null };

export const templateParamsSchema = z.object({ templateId: z.uuid() });
