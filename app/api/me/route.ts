import { memberRoute } from "@/lib/http/member-route";
import { getViewer } from "@/lib/services/get-viewer";

export const GET = memberRoute((ctx) => getViewer(ctx));
