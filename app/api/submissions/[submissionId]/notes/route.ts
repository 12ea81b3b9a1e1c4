import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { readNoteMultipart } from "@/lib/http/note-multipart";
import { addNote } from "@/lib/services/add-note";
import { listNotes } from "@/lib/services/list-notes";

export const GET = memberRoute((ctx, _request, params) => listNotes(ctx, submissionParamsSchema.parse(params).submissionId));

export const POST = memberRoute(async (ctx, request, params) => {
  const { submissionId } = submissionParamsSchema.parse(params);
  return addNote(ctx, submissionId, await readNoteMultipart(request));
});
