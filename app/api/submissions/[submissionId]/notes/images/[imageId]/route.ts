import { noteImageParamsSchema } from "@/lib/contracts/notes";
import { imageQuerySchema } from "@/lib/contracts/submissions";
import { jpegResponse } from "@/lib/http/jpeg-response";
import { memberRoute } from "@/lib/http/member-route";
import { readNoteImage } from "@/lib/services/read-note-image";

export const GET = memberRoute(async (ctx, request, params) => {
  const { submissionId, imageId } = noteImageParamsSchema.parse(params);
  const { size } = imageQuerySchema.parse({ size: request.nextUrl.searchParams.get("size") ?? undefined });
  return jpegResponse(await readNoteImage(ctx, submissionId, imageId, size));
});
