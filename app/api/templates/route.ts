import { createTemplateSchema } from "@/lib/contracts/templates";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { listTemplates } from "@/lib/services/list-templates";
import { saveTemplate } from "@/lib/services/save-template";

export const GET = memberRoute((ctx) => listTemplates(ctx));

export const POST = memberRoute(async (ctx, request) => saveTemplate(ctx, { of: null, ...(await readJson(request, createTemplateSchema)) }));
