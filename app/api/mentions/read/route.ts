import { markMentionsReadSchema } from "@/lib/contracts/notes";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { markMentionsRead } from "@/lib/services/mark-mentions-read";

export const POST = memberRoute(async (ctx, request) => markMentionsRead(ctx, await readJson(request, markMentionsReadSchema)));
