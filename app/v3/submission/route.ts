import { readItemQuery } from "@/lib/contracts/v3/query";
import { adminRefusal, stepRefusal } from "@/lib/errors";
import { apiPreflight, apiRoute } from "@/lib/http/api-route";
import { publicImageLinks } from "@/lib/http/image-links";
import { readObject } from "@/lib/http/read-object";
import { deleteSubmission } from "@/lib/services/delete-submission";
import { insertSubmission } from "@/lib/services/insert-submission";
import { patchSubmission } from "@/lib/services/patch-submission";
import { querySubmissions } from "@/lib/services/query-submissions";

export const GET = apiRoute("query", async (ctx, request) => {
  const query = readItemQuery(request.nextUrl.searchParams);
  if ("refusal" in query) throw stepRefusal({ code: "invalid_parameter", message: query.refusal });
  return querySubmissions(ctx, query, publicImageLinks(ctx.now));
});

/** Refused like a Step 1: a project that takes no submissions takes none this way either. */
export const POST = apiRoute("insert", async (ctx, request, client) => {
  const { object } = await readObject(request, stepRefusal({ code: "invalid_payload", message: "The body is no JSON object." }));
  return insertSubmission(ctx, object, client.options.timeZone);
});

export const PATCH = apiRoute("admin", async (ctx, request) => patchSubmission(ctx, (await readObject(request, adminRefusal("Invalid data format."))).object));

export const DELETE = apiRoute("admin", (ctx, request) => deleteSubmission(ctx, Object.fromEntries(request.nextUrl.searchParams)));

export const OPTIONS = apiPreflight;
