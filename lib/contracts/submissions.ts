import { z } from "zod";
import { idTypes } from "@/lib/kyc/id-type";
import { imageKinds } from "@/lib/kyc/images";
import { submissionStatuses } from "@/lib/kyc/review/transitions";
import { ruleNames } from "@/lib/kyc/rules/rule";
import { fieldChangesSchema, fieldsSchema } from "./fields";
import { projectOptionsSchema } from "./options";

const instant = z.iso.datetime();

export const submissionIdSchema = z.uuid();
export const submissionParamsSchema = z.object({ submissionId: submissionIdSchema });

/** A row of the queue and of the list of all submissions. */
export const submissionItemSchema = z.object({
  id: submissionIdSchema,
  externalId: z.string().nullable(),
  email: z.string().nullable(),
  fullName: z.string().nullable(),
  status: z.enum(submissionStatuses),
  flags: z.array(z.string()),
  issuingCountry: z.string().nullable(),
  idType: z.enum(idTypes).nullable(),
  retryCount: z.int(),
  createdAt: instant,
  pendingAt: instant.nullable(),
  kycResultAt: instant.nullable(),
});
export type SubmissionItem = z.infer<typeof submissionItemSchema>;

/** `GET /api/submissions`: a keyset page. `next` and `previous` are ids for `after` and `before`. */
export const submissionPageSchema = z.object({
  items: z.array(submissionItemSchema),
  next: submissionIdSchema.nullable(),
  previous: submissionIdSchema.nullable(),
});
export type SubmissionPage = z.infer<typeof submissionPageSchema>;

/** `GET /api/submissions/counts`. Counting stops at `limit`: a count equal to it reads "10,000+". */
export const submissionCountsSchema = z.object({ waiting: z.int(), matching: z.int(), limit: z.int() });
export type SubmissionCounts = z.infer<typeof submissionCountsSchema>;

/** `GET /api/queue/next?after=id`: the oldest waiting case (behind `after`, else from the front); null when none waits. */
export const nextSubmissionSchema = z.object({ submissionId: submissionIdSchema.nullable() });

export const decisionSchema = z.object({
  id: z.uuid(),
  outcome: z.enum(["approved", "rejected"]),
  codes: z.array(z.string()),
  comments: z.array(z.string()),
  reviewer: z.string(),
  reviewerName: z.string(),
  decidedAt: instant,
  optionsVersion: z.int(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** One audit entry of the case in the reader's words: `changes` hold values, or `null` where they were erased. */
export const timelineEntrySchema = z.object({
  seq: z.int(),
  at: instant,
  action: z.string(),
  actor: z.string(),
  isOwn: z.boolean(),
  changes: z.array(z.object({ field: z.string(), old: z.string().nullable(), new: z.string().nullable(), erased: z.boolean() })),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** `GET /api/submissions/:id` and the answer of every write to it. */
export const submissionDetailSchema = submissionItemSchema.extend({
  userid: z.string().nullable(),
  source: z.enum(["api", "import", "migration"]),
  version: z.int(),
  updatedAt: instant,
  reviewer: z.string().nullable(),
  final: fieldsSchema,
  claimed: fieldsSchema.nullable(),
  printed: fieldsSchema.nullable(),
  mrz: fieldsSchema.nullable(),
  images: z.array(z.object({ id: z.uuid(), kind: z.enum(imageKinds), width: z.int(), height: z.int() })),
  decision: decisionSchema.nullable(),
  earlier: z.array(
    z.object({ id: submissionIdSchema, status: z.enum(submissionStatuses), createdAt: instant, kycResultAt: instant.nullable(), codes: z.array(z.string()) }),
  ),
  timeline: z.array(timelineEntrySchema),
  policy: z.object({ version: z.int(), options: projectOptionsSchema }),
  /** Today in the project's time zone: what the rules count ages on. */
  today: z.iso.date(),
});
export type SubmissionDetail = z.infer<typeof submissionDetailSchema>;

/** `PATCH /api/submissions/:id/fields`. A hit answers 409 `rule_hit` and writes nothing: it is saved with its rejection. */
export const correctFieldsSchema = z.object({ version: z.int().min(1), fields: fieldChangesSchema });
export type CorrectFieldsInput = z.infer<typeof correctFieldsSchema>;

/**
 * `POST /api/submissions/:id/decision`. `codes` are those that the agent chose; the server adds the rules' own. `fields`
 * are corrections that are saved in the same transaction (they may come with a rejection only). `confirmedHits` are the
 * rules whose hit the agent saw; a hit that is not among them answers 409 `rule_hit`.
 */
export const recordDecisionSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("approved"), version: z.int().min(1) }),
  z.object({
    outcome: z.literal("rejected"),
    version: z.int().min(1),
    codes: z.array(z.string().max(64)).max(32),
    otherText: z.string().max(10_000).nullable(),
    fields: fieldChangesSchema,
    confirmedHits: z.array(z.enum(ruleNames)),
  }),
]);
export type RecordDecisionInput = z.infer<typeof recordDecisionSchema>;

/** `details` of 409 on a case: what it is now, so that the screen can say who decided what meanwhile. */
export const caseConflictSchema = z.object({
  hits: z.array(z.object({ rule: z.enum(ruleNames), code: z.string(), message: z.string() })).optional(),
  /** Rules that could not run: their fact is missing, and approving would pass them. */
  missing: z.array(z.enum(ruleNames)).optional(),
  current: z
    .object({ status: z.enum(submissionStatuses), version: z.int(), decision: decisionSchema.nullable() })
    .optional(),
});
export type CaseConflict = z.infer<typeof caseConflictSchema>;
