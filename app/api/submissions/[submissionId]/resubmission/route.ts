import { requestResubmissionSchema, withdrawResubmissionSchema } from "@/lib/contracts/resubmissions";
import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { requestResubmission } from "@/lib/services/request-resubmission";
import { withdrawResubmission } from "@/lib/services/withdraw-resubmission";

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return requestResubmission(ctx, submissionId, await readJson(request, requestResubmissionSchema));
});

export const DELETE = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return withdrawResubmission(ctx, submissionId, await readJson(request, withdrawResubmissionSchema));
});
