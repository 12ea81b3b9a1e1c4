import { templateParamsSchema, updateTemplateSchema } from "@/lib/contracts/templates";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { removeTemplate } from "@/lib/services/remove-template";
import { saveTemplate } from "@/lib/services/save-template";

export const PUT = memberRoute(async (ctx, request, params) => {
  const { templateId } = templateParamsSchema.parse(params);
  const { version, ...text } = await readJson(request, updateTemplateSchema);
  return saveTemplate(ctx, { of: { id: templateId, version }, ...text });
});

export const DELETE = memberRoute((ctx, _request, params) => removeTemplate(ctx, templateParamsSchema.parse(params).templateId));
