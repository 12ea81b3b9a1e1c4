import { imageLinkQuerySchema } from "@/lib/contracts/v3/image";
import { imageLinkKey } from "@/lib/http/image-links";
import { linkRoute } from "@/lib/http/link-route";
import { readLinkedImage } from "@/lib/services/read-linked-image";

/** A picture by its signed link, which stands for a key. */
export const GET = linkRoute(imageLinkQuerySchema, (deps, query) => readLinkedImage(deps, imageLinkKey(), query));
