import * as z from "zod/mini";
import { apiKeyCreatedSchema, apiKeysSchema } from "@/lib/contracts/api-keys";
import { auditPageSchema } from "@/lib/contracts/audit";
import { bulkRejectedSchema, decidersSchema, entryResultsSchema } from "@/lib/contracts/bulk";
import { checksSchema } from "@/lib/contracts/checks";
import { draftSchema } from "@/lib/contracts/drafts";
import { errorBodySchema } from "@/lib/contracts/errors";
import { claimedSchema, leaseConflictSchema, leaseSchema } from "@/lib/contracts/leases";
import { memberAddedSchema, membersSchema, viewerSchema } from "@/lib/contracts/members";
import { colleaguesSchema, mentionPageSchema, notesSchema, unreadMentionsSchema } from "@/lib/contracts/notes";
import { policySchema } from "@/lib/contracts/options";
import { faceSearchSchema, precedentsSchema, relatedSchema } from "@/lib/contracts/related";
import { retryLaterSchema, wrongCredentialsSchema } from "@/lib/contracts/session";
import { arrivalsSchema, caseConflictSchema, submissionCountsSchema, submissionDetailSchema, submissionItemsSchema, submissionPageSchema } from "@/lib/contracts/submissions";
import { templatesSchema } from "@/lib/contracts/templates";
import { viewSavedSchema, viewsSchema } from "@/lib/contracts/views";
import { withdrawnDocumentsSchema } from "@/lib/contracts/withdrawn-documents";

/**
 * The shape of every answer that the browser asks for, and of what refusals bring with them, by name. Loaded with the
 * first answer: no page needs it to be shown.
 */
export const answers = {
  apiKeyCreated: apiKeyCreatedSchema,
  apiKeys: apiKeysSchema,
  arrivals: arrivalsSchema,
  auditPage: auditPageSchema,
  bulkRejected: bulkRejectedSchema,
  caseConflict: caseConflictSchema,
  checks: checksSchema,
  claimed: claimedSchema,
  colleagues: colleaguesSchema,
  csrf: z.object({ csrfToken: z.string() }),
  deciders: decidersSchema,
  draft: draftSchema,
  entryResults: entryResultsSchema,
  error: errorBodySchema,
  faceSearch: faceSearchSchema,
  health: z.object({ status: z.literal("ok") }),
  lease: leaseSchema,
  leaseConflict: leaseConflictSchema,
  memberAdded: memberAddedSchema,
  members: membersSchema,
  mentionPage: mentionPageSchema,
  notes: notesSchema,
  nothing: z.null(),
  policy: policySchema,
  precedents: precedentsSchema,
  related: relatedSchema,
  retryLater: retryLaterSchema,
  signedIn: z.object({ url: z.string() }),
  submissionCounts: submissionCountsSchema,
  submissionDetail: submissionDetailSchema,
  submissionItems: submissionItemsSchema,
  submissionPage: submissionPageSchema,
  templates: templatesSchema,
  unreadMentions: unreadMentionsSchema,
  viewSaved: viewSavedSchema,
  viewer: viewerSchema,
  views: viewsSchema,
  withdrawnDocuments: withdrawnDocumentsSchema,
  wrongCredentials: wrongCredentialsSchema,
};
export type Answers = { [Name in keyof typeof answers]: z.output<(typeof answers)[Name]> };
