/** Where a submission stands. Deleted: personal data erased; id, dates, ID type and the status before remain. */
export const submissionStatuses = ["incomplete", "pending", "approved", "rejected", "deleted"] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

export const decidedStatuses = ["approved", "rejected"] as const satisfies SubmissionStatus[];
export type DecidedStatus = (typeof decidedStatuses)[number];

/** Every arrow there is. The database's trigger is made from this table (see `transitionsSql`). */
export const transitions: Readonly<Record<SubmissionStatus | "new", readonly SubmissionStatus[]>> = {
  new: ["incomplete", "pending", "approved", "rejected"],
  incomplete: ["incomplete", "pending", "approved", "rejected", "deleted"],
  pending: ["approved", "rejected", "incomplete", "deleted"],
  approved: ["pending", "rejected", "deleted"],
  rejected: ["pending", "approved", "deleted"],
  deleted: [],
};

export function mayMove(from: SubmissionStatus | "new", to: SubmissionStatus): boolean {
  return transitions[from].includes(to);
}

export function isDecided(status: SubmissionStatus): status is DecidedStatus {
  return status === "approved" || status === "rejected";
}
