import * as z from "zod/mini";
import { submissionIdSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { findNextSubmission } from "@/lib/services/find-next-submission";

const querySchema = z.object({ after: z.nullable(submissionIdSchema) });

export const GET = memberRoute((ctx, request) => {
  const { after } = querySchema.parse({ after: request.nextUrl.searchParams.get("after") });
  return findNextSubmission(ctx, after);
});
