import { imageLinkQuerySchema } from "@/lib/contracts/v3/image";
import { adminRefusal } from "@/lib/errors";
import { apiPreflight, apiRoute } from "@/lib/http/api-route";
import { imageLinkKey } from "@/lib/http/image-links";
import { linkRoute } from "@/lib/http/link-route";
import { readObject } from "@/lib/http/read-object";
import { readLinkedImage } from "@/lib/services/read-linked-image";
import { replaceImages } from "@/lib/services/replace-images";

/** A picture by its signed link, which stands for a key. */
export const GET = linkRoute(imageLinkQuerySchema, (deps, query) => readLinkedImage(deps, imageLinkKey(), query));

/** Four images of 2 MB are 11 MB of base64. */
const limitBytes = 12 * 1024 * 1024;

export const PUT = apiRoute("admin", async (ctx, request) => replaceImages(ctx, (await readObject(request, adminRefusal("Invalid data format."), limitBytes)).object));

export const OPTIONS = apiPreflight;
