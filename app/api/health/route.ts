import { anyoneRoute } from "@/lib/http/anyone-route";
import { checkHealth } from "@/lib/services/check-health";

/** Whether the desk can work: 200, or 503 while the database does not answer. */
export const GET = anyoneRoute((deps) => checkHealth(deps));
