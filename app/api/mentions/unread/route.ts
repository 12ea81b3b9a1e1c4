import { memberRoute } from "@/lib/http/member-route";
import { countMentions } from "@/lib/services/list-mentions";

export const GET = memberRoute((ctx) => countMentions(ctx));
