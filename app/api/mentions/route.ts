import { mentionQuerySchema } from "@/lib/contracts/notes";
import { memberRoute } from "@/lib/http/member-route";
import { listMentions } from "@/lib/services/list-mentions";

export const GET = memberRoute((ctx, request) => listMentions(ctx, mentionQuerySchema.parse({ before: request.nextUrl.searchParams.get("before") }).before));
