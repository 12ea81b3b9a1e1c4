import { NotFoundError } from "@/lib/errors";
import { anyoneRoute } from "@/lib/http/anyone-route";

/** An address that the API does not have: JSON like its other answers, not a page. */
const nothing = anyoneRoute(() => Promise.reject(new NotFoundError("This address")));

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
