import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { listRelated } from "@/lib/services/list-related";

export const GET = memberRoute((ctx, _request, params) => listRelated(ctx, submissionParamsSchema.parse(params).submissionId));
