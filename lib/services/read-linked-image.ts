import "server-only";
import { findLinkedImage } from "@/db/queries/images";
import type { ImageLinkQuery } from "@/lib/contracts/v3/image";
import type { ServiceContext } from "./context";
import { isSignedLink } from "./image-link";
import { openImage } from "./read-image";

/**
 * The re-encoded copy behind a signed link; `null` when it was altered, is over, or its image is gone. A link is for one
 * image: another that comes in its place ends it, as an erasure does.
 */
export async function readLinkedImage(deps: Pick<ServiceContext, "db" | "vault" | "storage" | "now">, linkKey: Buffer, query: ImageLinkQuery): Promise<Buffer | null> {
  const { submission_id: submissionId, kind, expires, signature } = query;
  if (deps.now.getTime() >= expires * 1000) return null;
  const found = await findLinkedImage(deps.db, submissionId, kind);
  if (found === null) return null;
  const { image, projectId } = found;
  if (!isSignedLink(linkKey, { projectId, submissionId, imageId: image.id, kind, expires }, signature)) return null;
  return openImage(deps, projectId, image, "display");
}
