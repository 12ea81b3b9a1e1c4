import { keepDraftSchema } from "@/lib/contracts/drafts";
import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { dropDraft } from "@/lib/services/drop-draft";
import { findDraft } from "@/lib/services/find-draft";
import { keepDraft } from "@/lib/services/keep-draft";

export const GET = memberRoute(async (ctx, _request, params) => findDraft(ctx, submissionParamsSchema.parse(params).submissionId));

export const PUT = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  await keepDraft(ctx, submissionId, await readJson(request, keepDraftSchema));
});

export const DELETE = memberRoute(async (ctx, _request, params) => dropDraft(ctx, submissionParamsSchema.parse(params).submissionId));
