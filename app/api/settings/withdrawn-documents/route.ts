import { addWithdrawnDocumentSchema } from "@/lib/contracts/withdrawn-documents";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { addWithdrawnDocument } from "@/lib/services/add-withdrawn-document";
import { listWithdrawnDocuments } from "@/lib/services/list-withdrawn-documents";

export const GET = memberRoute((ctx) => listWithdrawnDocuments(ctx));

export const POST = memberRoute(async (ctx, request) => {
  await addWithdrawnDocument(ctx, await readJson(request, addWithdrawnDocumentSchema));
  return listWithdrawnDocuments(ctx);
});
