import * as z from "zod/mini";
import { submissionIdSchema } from "@/lib/contracts/submissions";
import { isAgentCode } from "@/lib/kyc/codes/reject-comments";
import { fieldNames, type FieldName } from "@/lib/kyc/fields";
import type { FieldChanges } from "@/lib/kyc/review/correction";
import { decidedStatuses, submissionStatuses, type DecidedStatus } from "@/lib/kyc/review/transitions";

const fieldValue = z.optional(z.nullable(z.string().check(z.maxLength(10_000))));

/** Corrections, by the names of the reference and ours beside them. What each may hold is decided as for an agent's. */
export const updateFieldsSchema = z.strictObject(Object.fromEntries(fieldNames.map((name) => [name, fieldValue])) as Record<FieldName, typeof fieldValue>);

/** `POST /v3/submission/review`. */
export const reviewSchema = z.object({
  /** E-mail of a member who may decide. */
  admin: z.string().check(z.trim(), z.minLength(1)),
  submissionId: z.string().check(z.trim(), z.minLength(1)),
  status: z.enum(decidedStatuses),
  /** With `rejected`: an agent's code means itself, any other text is the applicant's to read under `other`. */
  rejectComment: z.optional(z.union([z.string(), z.array(z.string())])),
  updateFields: z.optional(z.nullable(updateFieldsSchema)),
});

export const reviewAnswerSchema = z.object({ submissionId: z.uuid(), message: z.literal("Success to review submission."), finalStatus: z.enum(submissionStatuses) });
export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>;

/** Codes and the text of `other` that a rejection of the API names. */
export interface RejectionWish {
  codes: string[];
  otherText: string | null;
}

export interface ReviewInput {
  status: DecidedStatus;
  wish: RejectionWish;
  fields: FieldChanges;
}

export type Sent = Readonly<Record<string, unknown>>;

/** The e-mail of the member that a call names; `null` when it names none. */
export function readAdmin(sent: Sent, name = "admin"): string | null {
  const admin = reviewSchema.shape.admin.safeParse(sent[name]);
  return admin.success ? admin.data : null;
}

/** The id that a call names: `missing`, or `malformed` when no submission can have it. */
export function readSubmissionId(sent: Sent, name = "submissionId"): { id: string } | "missing" | "malformed" {
  const text = reviewSchema.shape.submissionId.safeParse(sent[name]);
  if (!text.success) return "missing";
  const id = submissionIdSchema.safeParse(text.data.toLowerCase());
  return id.success ? { id: id.data } : "malformed";
}

/** Items that equal an agent's code mean it; the others are one text of `other`, a line each. */
export function rejectionWishOf(comment: string | readonly string[]): RejectionWish {
  const items = [comment].flat().map((item) => item.trim()).filter((item) => item !== "");
  const codes = items.filter(isAgentCode);
  const texts = items.filter((item) => !isAgentCode(item));
  return { codes: [...new Set<string>([...codes, ...(texts.length > 0 ? ["other"] : [])])], otherText: texts.length > 0 ? texts.join("\n") : null };
}

/** What is asked of the case, in the order in which its faults are told. */
export function readReview(sent: Sent): ReviewInput | { refusal: "Invalid status" | "Invalid data format." | "Reject comment is required" } {
  const { status, rejectComment, updateFields } = reviewSchema.shape;
  const outcome = status.safeParse(sent["status"]);
  if (!outcome.success) return { refusal: "Invalid status" };
  const fields = updateFields.safeParse(sent["updateFields"]);
  const comment = rejectComment.safeParse(sent["rejectComment"] ?? undefined);
  if (!fields.success || !comment.success) return { refusal: "Invalid data format." };
  const wish = outcome.data === "rejected" ? rejectionWishOf(comment.data ?? []) : { codes: [], otherText: null };
  if (outcome.data === "rejected" && wish.codes.length === 0) return { refusal: "Reject comment is required" };
  return { status: outcome.data, wish, fields: fields.data ?? {} };
}
