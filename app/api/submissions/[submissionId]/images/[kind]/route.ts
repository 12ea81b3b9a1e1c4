import { imageParamsSchema, imageQuerySchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readImage } from "@/lib/services/read-image";

/** The only way to a picture: re-encoded, and never kept by a cache. */
export const GET = memberRoute(async (ctx, request, params) => {
  const { submissionId, kind } = imageParamsSchema.parse(params);
  const { size } = imageQuerySchema.parse({ size: request.nextUrl.searchParams.get("size") ?? undefined });
  const { bytes, contentType } = await readImage(ctx, submissionId, kind, size);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": contentType,
      "content-disposition": "inline",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
    },
  });
});
