import { renameViewSchema, viewParamsSchema } from "@/lib/contracts/views";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { removeView, renameView } from "@/lib/services/change-view";

export const PATCH = memberRoute(async (ctx, request, params) => {
  const { viewId } = viewParamsSchema.parse(params);
  return renameView(ctx, viewId, await readJson(request, renameViewSchema));
});

export const DELETE = memberRoute((ctx, _request, params) => removeView(ctx, viewParamsSchema.parse(params).viewId));
