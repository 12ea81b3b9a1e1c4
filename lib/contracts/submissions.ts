import * as z from "zod/mini";
import { countCharacters, otherTextLimit } from "@/lib/kyc/codes/reject-comments";
import { idTypes } from "@/lib/kyc/id-type";
import { imageKinds } from "@/lib/kyc/images";
import { checkNames } from "@/lib/kyc/flags";
import { addressParts } from "@/lib/kyc/intake/address";
import { submissionStatuses } from "@/lib/kyc/review/transitions";
import { ruleNames } from "@/lib/kyc/rules/rule";
import { fieldChangesSchema, fieldsSchema } from "./fields";
import { leaseHolderSchema, leaseRefSchema, type LeaseRef } from "./leases";
import { caseOptionsSchema } from "./options";
import { resubmissionSchema } from "./resubmissions";
import { submissionIdSchema } from "./submission-id";

const instant = z.iso.datetime();

export { submissionIdSchema };
export const submissionParamsSchema = z.object({ submissionId: submissionIdSchema });

/** `GET /api/submissions/:submissionId/images/:kind?size=`: a JPEG. */
export const imageParamsSchema = z.object({ submissionId: submissionIdSchema, kind: z.enum(imageKinds) });
export const imageQuerySchema = z.object({ size: z._default(z.enum(["display", "thumbnail"]), "display") });

/** `GET /api/submissions/:submissionId/images/replaced/:imageId?size=`: a JPEG of an image that is current no more. */
export const replacedImageParamsSchema = z.object({ submissionId: submissionIdSchema, imageId: z.uuid() });

/** A row of the queue and of the list of all submissions. */
export const submissionItemSchema = z.object({
  id: submissionIdSchema,
  externalId: z.nullable(z.string()),
  email: z.nullable(z.string()),
  fullName: z.nullable(z.string()),
  status: z.enum(submissionStatuses),
  flags: z.array(z.string()),
  issuingCountry: z.nullable(z.string()),
  idType: z.nullable(z.enum(idTypes)),
  retryCount: z.int(),
  createdAt: instant,
  pendingAt: z.nullable(instant),
  kycResultAt: z.nullable(instant),
  /** Who has it open, to work on it. */
  holder: z.nullable(z.pick(leaseHolderSchema, { memberName: true, isOwn: true })),
  /** When the project's SLA is over, of a case that waits; null without one. */
  dueAt: z.nullable(instant),
  /** When the applicant sent again what was asked for, the last time. */
  resubmittedAt: z.nullable(instant),
  version: z.int(),
  /** Its place in the queue: larger is sooner, set by a lead or by its flags. Null for a case that never waited. */
  entry: z.nullable(z.object({ priority: z.int(), isPriorityByHand: z.boolean(), assignee: z.nullable(z.object({ id: z.uuid(), name: z.string() })) })),
});
export type SubmissionItem = z.infer<typeof submissionItemSchema>;

/**
 * `GET /api/submissions`: a keyset page as it was `at` that moment. `next` and `previous` are ids for `after` and
 * `before`. A place in the list that is no case of the project is left out and named in `ignored`, as `after=id`.
 */
export const submissionPageSchema = z.object({
  at: instant,
  items: z.array(submissionItemSchema),
  next: z.nullable(submissionIdSchema),
  previous: z.nullable(submissionIdSchema),
  ignored: z.array(z.string()),
});
export type SubmissionPage = z.infer<typeof submissionPageSchema>;

/** `GET /api/submissions/items?id=…&id=…`: rows as they are now, of at most 100 cases; those of no case of the project are left out. */
export const submissionItemsSchema = z.object({ items: z.array(submissionItemSchema) });
export const submissionItemsQuerySchema = z.object({ id: z.array(submissionIdSchema).check(z.minLength(1), z.maxLength(100)) });

/** `GET /api/submissions/counts`. Counting stops at `limit`: a count equal to it reads "10,000+". */
export const submissionCountsSchema = z.object({ waiting: z.int(), matching: z.int(), limit: z.int() });
export type SubmissionCounts = z.infer<typeof submissionCountsSchema>;

/** `GET /api/submissions/arrivals?since=instant`, with a list's filter: how many cases came to it since. Counting stops at 10,000. */
export const arrivalsSchema = z.object({ arrived: z.int() });
export type Arrivals = z.infer<typeof arrivalsSchema>;
export const arrivalsParamsSchema = z.object({ since: instant });

export const decisionSchema = z.object({
  id: z.uuid(),
  outcome: z.enum(["approved", "rejected"]),
  codes: z.array(z.string()),
  comments: z.array(z.string()),
  reviewer: z.string(),
  reviewerName: z.string(),
  /** Who gave the second approval; `null` where none was needed. */
  confirmerName: z.nullable(z.string()),
  decidedAt: instant,
  optionsVersion: z.int(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** Until when a decision can be taken back, and nobody outside is told; `remainingMs` from the moment of the answer. */
export const releaseSchema = z.object({ dueAt: instant, remainingMs: z.int(), mayUndo: z.boolean() });
export type Release = z.infer<typeof releaseSchema>;

/** A decision that waits for a second person. */
export const proposalSchema = z.object({
  id: z.uuid(),
  outcome: z.enum(["approved", "rejected"]),
  /** What the applicant will read, as the rules were when it was proposed. */
  codes: z.array(z.string()),
  comments: z.array(z.string()),
  otherText: z.nullable(z.string()),
  /** Corrections that are saved with it. */
  fields: fieldChangesSchema,
  makerName: z.string(),
  isOwn: z.boolean(),
  createdAt: instant,
});
export type Proposal = z.infer<typeof proposalSchema>;

/** One audit entry of the case in the reader's words: `changes` hold values, or `null` where they were erased. */
export const timelineEntrySchema = z.object({
  seq: z.int(),
  at: instant,
  action: z.string(),
  actor: z.string(),
  isOwn: z.boolean(),
  changes: z.array(z.object({ field: z.string(), old: z.nullable(z.string()), new: z.nullable(z.string()), erased: z.boolean() })),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** One try of the applicant, with what each check came to; scores are `null` where their engine did not give one. */
export const attemptSchema = z.object({
  step: z.enum(["step1", "prestep2", "step2"]),
  /** 1, 2, … within the case. */
  number: z.int(),
  at: instant,
  /** It failed by the applicant's doing, and so was counted. */
  countsAsTry: z.boolean(),
  codes: z.array(z.string()),
  messages: z.array(z.string()),
  faceSimilarityScore: z.nullable(z.number()),
  livenessScore: z.nullable(z.number()),
  checks: z.array(z.object({ check: z.enum([...checkNames, "bank_transfer"]), outcome: z.enum(["ok", "not_available", "error"]), milliseconds: z.number() })),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** `GET /api/submissions/:id` and the answer of every write to it. */
export const submissionDetailSchema = z.extend(submissionItemSchema, {
  userid: z.nullable(z.string()),
  source: z.enum(["api", "import", "migration"]),
  updatedAt: instant,
  reviewer: z.nullable(z.string()),
  final: fieldsSchema,
  claimed: z.nullable(fieldsSchema),
  printed: z.nullable(fieldsSchema),
  mrz: z.nullable(fieldsSchema),
  images: z.array(z.object({ id: z.uuid(), kind: z.enum(imageKinds), width: z.int(), height: z.int() })),
  /** Images that others took the place of, or that failed when they were asked for again; the newest first. */
  replaced: z.array(z.object({ id: z.uuid(), kind: z.enum(imageKinds), width: z.int(), height: z.int(), supersededAt: instant })),
  /** What the applicant is asked for now. */
  resubmission: z.nullable(resubmissionSchema),
  decision: z.nullable(decisionSchema),
  release: z.nullable(releaseSchema),
  proposal: z.nullable(proposalSchema),
  timeline: z.array(timelineEntrySchema),
  /** Newest first; none of what was imported. */
  attempts: z.array(attemptSchema),
  /** What came with the submission besides fields and images; `null` for what did not come, or was erased. */
  address: z.nullable(z.partialRecord(z.enum(addressParts), z.string())),
  customFields: z.array(z.nullable(z.string())),
  ipAddress: z.nullable(z.string()),
  /** The options in force, under those of the submission itself: what a decision would be made under. */
  policy: z.object({ version: z.int(), options: caseOptionsSchema }),
  holder: z.nullable(leaseHolderSchema),
  /** Today in the project's time zone: what the rules count ages on. */
  today: z.iso.date(),
});
export type SubmissionDetail = z.infer<typeof submissionDetailSchema>;

/** What every desk write says of its case: the version that was seen, and what the case is held by. */
const seen = { version: z.int().check(z.minimum(1)), lease: leaseRefSchema };
export interface CaseSeen {
  version: number;
  lease: LeaseRef;
}

/** `PATCH /api/submissions/:id/fields`. A hit answers 409 `rule_hit` and writes nothing: it is saved with its rejection. */
export const correctFieldsSchema = z.object({ ...seen, fields: fieldChangesSchema });
export type CorrectFieldsInput = z.infer<typeof correctFieldsSchema>;

/**
 * `POST /api/submissions/:id/decision`. `codes` are those that the agent chose; the server adds the rules' own. `fields`
 * are corrections that are saved in the same transaction (they may come with a rejection only). `confirmedHits` are the
 * rules whose hit the agent saw; a hit that is not among them answers 409 `rule_hit`.
 */
export const recordDecisionSchema = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("approved"), ...seen }),
  z.strictObject({
    outcome: z.literal("rejected"),
    ...seen,
    codes: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(32)),
    otherText: z.nullable(z.string().check(z.maxLength(10_000))),
    fields: fieldChangesSchema,
    confirmedHits: z.array(z.enum(ruleNames)),
  }),
]);
export type RecordDecisionInput = z.infer<typeof recordDecisionSchema>;

const version = z.int().check(z.minimum(1));
/** 1–500 characters of a person's own, without space around them. */
const ownWords = z.string().check(z.trim(), z.minLength(1), z.refine((text) => countCharacters(text) <= otherTextLimit, "is too long"), z.regex(/^[^\0]*$/));

/** `POST /api/submissions/:id/decision/undo`: in the grace period, by who made it or a lead. */
export const undoDecisionSchema = z.object({ version });
export type UndoDecisionInput = z.infer<typeof undoDecisionSchema>;

/** `POST /api/submissions/:id/reopen`: after the release, by a lead. */
export const reopenCaseSchema = z.object({ version, reason: ownWords });
export type ReopenCaseInput = z.infer<typeof reopenCaseSchema>;

/** `POST /api/submissions/:id/proposal/confirm`: by another person than its maker. */
export const confirmProposalSchema = z.object({ version });
export type ConfirmProposalInput = z.infer<typeof confirmProposalSchema>;

/** `POST /api/submissions/:id/proposal/send-back`: by another person than its maker. */
export const sendBackProposalSchema = z.object({ version, note: ownWords });
export type SendBackProposalInput = z.infer<typeof sendBackProposalSchema>;

/** `POST /api/submissions/:id/proposal/withdraw`: by its maker. */
export const withdrawProposalSchema = z.object({ version });
export type WithdrawProposalInput = z.infer<typeof withdrawProposalSchema>;

/** `details` of 409 on a case: what it is now, so that the screen can say who decided what meanwhile. */
export const caseConflictSchema = z.object({
  hits: z.optional(z.array(z.object({ rule: z.enum(ruleNames), code: z.string(), message: z.string() }))),
  /** Rules that could not run: their fact is missing, and approving would pass them. */
  missing: z.optional(z.array(z.enum(ruleNames))),
  /** The applicant's other case that waits. */
  otherCase: z.optional(submissionIdSchema),
  current: z.optional(z.object({ status: z.enum(submissionStatuses), version: z.int(), decision: z.nullable(decisionSchema) })),
});
export type CaseConflict = z.infer<typeof caseConflictSchema>;
