import { z } from "zod";

/** What is audited. The subject's type is the part before the dot. */
export const auditActions = [
  "submission.imported",
  "submission.created",
  "submission.corrected",
  "submission.approved",
  "submission.rejected",
  "submission.erased",
  "options.saved",
  "member.added",
  "member.role_changed",
  "member.removed",
  "member.signed_out_everywhere",
  "session.signed_in",
  "session.signed_out",
  "project.created",
  "audit.exported",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Filter of `/audit`, in the URL. `before` is a seq: pages go back in time. */
export const auditFilterSchema = z.object({
  action: z.enum(auditActions).optional(),
  actor: z.string().trim().min(1).max(254).regex(/^[^\0]*$/).optional(),
  subject: z.string().trim().min(1).max(64).regex(/^[^\0]*$/).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  before: z.coerce.number().int().min(1).optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditEntrySchema = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  actorKind: z.enum(["member", "operator", "system"]),
  actorId: z.string().nullable(),
  actorLabel: z.string(),
  ipAddress: z.string().nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  fields: z.array(z.object({ name: z.string(), oldHash: z.string().nullable(), newHash: z.string().nullable() })),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** `GET /api/audit`: newest first, 100 a page. */
export const auditPageSchema = z.object({ entries: z.array(auditEntrySchema), next: z.int().nullable() });
export type AuditPage = z.infer<typeof auditPageSchema>;
