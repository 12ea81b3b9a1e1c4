import { withdrawnDocumentParamsSchema } from "@/lib/contracts/withdrawn-documents";
import { memberRoute } from "@/lib/http/member-route";
import { listWithdrawnDocuments } from "@/lib/services/list-withdrawn-documents";
import { removeWithdrawnDocument } from "@/lib/services/remove-withdrawn-document";

export const DELETE = memberRoute(async (ctx, _request, params) => {
  await removeWithdrawnDocument(ctx, withdrawnDocumentParamsSchema.parse(params).documentId);
  return listWithdrawnDocuments(ctx);
});
