import type { SubmissionDetail } from "@/lib/contracts/submissions";

/** An image that came again, beside the one whose place it took. */
export interface ReplacedPair {
  before: SubmissionDetail["replaced"][number];
  now: SubmissionDetail["images"][number];
}

/** The images that the applicant's last answer replaced; what failed meanwhile never was current, and is in no pair. */
export function replacedPairs({ images, replaced, resubmittedAt }: Pick<SubmissionDetail, "images" | "replaced" | "resubmittedAt">): ReplacedPair[] {
  return images.flatMap((now) => {
    const before = replaced.find(({ kind, supersededAt }) => kind === now.kind && supersededAt === resubmittedAt);
    return before ? [{ before, now }] : [];
  });
}
