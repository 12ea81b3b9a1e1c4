import { imageQuerySchema, replacedImageParamsSchema } from "@/lib/contracts/submissions";
import { jpegResponse } from "@/lib/http/jpeg-response";
import { memberRoute } from "@/lib/http/member-route";
import { readReplacedImage } from "@/lib/services/read-image";

/** As the current images: re-encoded, and never kept by a cache. */
export const GET = memberRoute(async (ctx, request, params) => {
  const { submissionId, imageId } = replacedImageParamsSchema.parse(params);
  const { size } = imageQuerySchema.parse({ size: request.nextUrl.searchParams.get("size") ?? undefined });
  const { bytes } = await readReplacedImage(ctx, submissionId, imageId, size);
  return jpegResponse(bytes);
});
