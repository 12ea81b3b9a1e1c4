import * as z from "zod/mini";

/** What is audited. The subject's type is the part before the dot. */
export const auditActions = [
  "submission.imported",
  "submission.created",
  "submission.step1",
  "submission.prestep2",
  "submission.step2",
  "submission.corrected",
  "submission.approved",
  "submission.rejected",
  "submission.timed_out",
  "submission.updated",
  "submission.images_replaced",
  "submission.parts_deleted",
  "submission.undone",
  "submission.reopened",
  "submission.proposed",
  "submission.proposal_withdrawn",
  "submission.sent_back",
  "submission.resubmission_requested",
  "submission.resubmission_answered",
  "submission.resubmission_unanswered",
  "submission.resubmission_withdrawn",
  "submission.taken_over",
  "submission.assigned",
  "submission.prioritised",
  "submission.noted",
  "submission.sla_breached",
  "submission.erased",
  "options.saved",
  "documents.withdrawn_added",
  "documents.withdrawn_removed",
  "member.added",
  "member.role_changed",
  "member.removed",
  "member.signed_out_everywhere",
  "session.signed_in",
  "session.signed_out",
  "key.created",
  "key.revoked",
  "template.saved",
  "template.removed",
  "project.created",
  "project.state_changed",
  "audit.exported",
] as const;
export type AuditAction = (typeof auditActions)[number];

const text = (longest: number) => z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.regex(/^[^\0]*$/)));

/** A day of the log; later than any clock, and early enough that the day after it has four digits in every zone. */
const day = z.optional(z.iso.date().check(z.refine((text) => text >= "1900-01-01" && text <= "9998-12-31", "give a day from 1900-01-01 to 9998-12-31")));

/** Filter of `/audit`, in the URL. `before` is a seq: pages go back in time. */
export const auditFilterSchema = z.object({
  action: z.optional(z.enum(auditActions)),
  actor: text(254),
  subject: text(64),
  from: day,
  to: day,
  before: z.optional(z.coerce.number().check(z.int(), z.minimum(1))),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditEntrySchema = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  actorKind: z.enum(["member", "client", "operator", "system"]),
  actorId: z.nullable(z.string()),
  actorLabel: z.string(),
  ipAddress: z.nullable(z.string()),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  fields: z.array(z.object({ name: z.string(), oldHash: z.nullable(z.string()), newHash: z.nullable(z.string()) })),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** `GET /api/audit`: newest first, 100 a page. */
export const auditPageSchema = z.object({ entries: z.array(auditEntrySchema), next: z.nullable(z.int()) });
export type AuditPage = z.infer<typeof auditPageSchema>;
