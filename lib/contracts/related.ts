import * as z from "zod/mini";
import { submissionStatuses } from "@/lib/kyc/review/transitions";
import { submissionIdSchema } from "./submissions";

const instant = z.iso.datetime();

/** What two submissions have in common. */
export const relations = ["email", "documentNumber", "identityNumber", "nameAndBirthDate", "address", "ipAddress"] as const;
export type Relation = (typeof relations)[number];

const relatedItemSchema = z.object({
  id: submissionIdSchema,
  status: z.enum(submissionStatuses),
  fullName: z.nullable(z.string()),
  createdAt: instant,
  kycResultAt: z.nullable(instant),
  reviewer: z.nullable(z.string()),
  codes: z.array(z.string()),
  by: z.array(z.enum(relations)),
});
export type RelatedItem = z.infer<typeof relatedItemSchema>;

/** `GET /api/submissions/:id/related`: newest first, at most 20 for each thing in common. */
export const relatedSchema = z.object({ items: z.array(relatedItemSchema) });
export type Related = z.infer<typeof relatedSchema>;

/**
 * `POST /api/submissions/:id/faces`: those whose face is like the selfie's, the most alike first. `not_available`: no engine
 * can search; `error`: it failed.
 */
export const faceSearchSchema = z.object({
  outcome: z.enum(["ok", "not_available", "error"]),
  items: z.array(z.extend(z.omit(relatedItemSchema, { by: true }), { score: z.number() })),
});
export type FaceSearch = z.infer<typeof faceSearchSchema>;

export const precedentSchema = z.object({
  id: submissionIdSchema,
  outcome: z.enum(["approved", "rejected"]),
  codes: z.array(z.string()),
  reviewerName: z.string(),
  decidedAt: instant,
  /** A decision on it did not stand: taken back, reopened, or changed afterwards. */
  isOverturned: z.boolean(),
});
export type Precedent = z.infer<typeof precedentSchema>;

/**
 * `GET /api/submissions/:id/precedents`: how the last 20 of the same ID type, issuing country and flags were decided, newest
 * first. They are sought among the last `searched` decided of that type and country; null when the case lacks one of the two.
 */
export const precedentsSchema = z.object({ items: z.nullable(z.array(precedentSchema)), searched: z.int() });
export type Precedents = z.infer<typeof precedentsSchema>;
