import { nextSubmissionQuerySchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { findNextSubmission } from "@/lib/services/find-next-submission";

export const GET = memberRoute((ctx, request) => {
  const { after } = nextSubmissionQuerySchema.parse({ after: request.nextUrl.searchParams.get("after") });
  return findNextSubmission(ctx, after);
});
