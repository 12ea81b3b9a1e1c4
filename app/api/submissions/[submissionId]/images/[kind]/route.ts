import { imageParamsSchema, imageQuerySchema } from "@/lib/contracts/submissions";
import { jpegResponse } from "@/lib/http/jpeg-response";
import { memberRoute } from "@/lib/http/member-route";
import { readImage } from "@/lib/services/read-image";

/** The only way to a picture: re-encoded, and never kept by a cache. */
export const GET = memberRoute(async (ctx, request, params) => {
  const { submissionId, kind } = imageParamsSchema.parse(params);
  const { size } = imageQuerySchema.parse({ size: request.nextUrl.searchParams.get("size") ?? undefined });
  const { bytes } = await readImage(ctx, submissionId, kind, size);
  return jpegResponse(bytes);
});
