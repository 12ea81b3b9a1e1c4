import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { listCasePrecedents } from "@/lib/services/list-related";

export const GET = memberRoute((ctx, _request, params) => listCasePrecedents(ctx, submissionParamsSchema.parse(params).submissionId));
