import { saveViewSchema } from "@/lib/contracts/views";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { listViews } from "@/lib/services/list-views";
import { saveView } from "@/lib/services/save-view";

export const GET = memberRoute((ctx) => listViews(ctx));

export const POST = memberRoute(async (ctx, request) => saveView(ctx, await readJson(request, saveViewSchema)));
