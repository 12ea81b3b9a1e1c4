import { memberRoute } from "@/lib/http/member-route";
import { listColleagues } from "@/lib/services/list-colleagues";

export const GET = memberRoute((ctx) => listColleagues(ctx));
