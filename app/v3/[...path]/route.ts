import { jsonResponse } from "@/lib/http/json-response";
import { apiPreflight, apiRoute } from "@/lib/http/api-route";

/** An address that the API does not have, for whoever has a key: JSON like its other answers, not a page. */
const nothing = apiRoute("query", () => Promise.resolve(jsonResponse({ message: "Not Found" }, { status: 404 })));

export { nothing as DELETE, nothing as GET, apiPreflight as OPTIONS, nothing as PATCH, nothing as POST, nothing as PUT };
