import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { getSubmission } from "@/lib/services/get-submission";

export const GET = memberRoute((ctx, _request, params) => getSubmission(ctx, submissionParamsSchema.parse(params).submissionId));
