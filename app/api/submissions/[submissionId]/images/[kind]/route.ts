import * as z from "zod/mini";
import { submissionIdSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { imageKinds } from "@/lib/kyc/images";
import { readImage } from "@/lib/services/read-image";

const paramsSchema = z.object({ submissionId: submissionIdSchema, kind: z.enum(imageKinds) });
const sizeSchema = z.object({ size: z._default(z.enum(["display", "thumbnail"]), "display") });

/** The only way to a picture: re-encoded, and never kept by a cache. */
export const GET = memberRoute(async (ctx, request, params) => {
  const { submissionId, kind } = paramsSchema.parse(params);
  const { size } = sizeSchema.parse({ size: request.nextUrl.searchParams.get("size") ?? undefined });
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
