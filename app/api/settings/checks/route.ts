import { withEngines } from "@/lib/http/desk-context";
import { memberRoute } from "@/lib/http/member-route";
import { getChecks } from "@/lib/services/get-checks";

export const GET = memberRoute((ctx) => getChecks(withEngines(ctx)));
