import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { can, type Role } from "@/lib/kyc/roles";

/** Whether a member may write notes to the case: nothing is written to one that was erased. */
export const mayWriteNotes = (role: Role, { status }: Pick<SubmissionDetail, "status">): boolean => can(role, "submissions.note") && status !== "deleted";
