import { memberRoute } from "@/lib/http/member-route";
import { listDeciders } from "@/lib/services/list-deciders";

export const GET = memberRoute((ctx) => listDeciders(ctx));
