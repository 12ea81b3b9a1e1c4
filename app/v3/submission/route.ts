import { readItemQuery } from "@/lib/contracts/v3/query";
import { stepRefusal } from "@/lib/errors";
import { apiPreflight, apiRoute } from "@/lib/http/api-route";
import { publicImageLinks } from "@/lib/http/image-links";
import { querySubmissions } from "@/lib/services/query-submissions";

export const GET = apiRoute("query", async (ctx, request) => {
  const query = readItemQuery(request.nextUrl.searchParams);
  if ("refusal" in query) throw stepRefusal({ code: "invalid_parameter", message: query.refusal });
  return querySubmissions(ctx, query, publicImageLinks(ctx.now));
});

export const OPTIONS = apiPreflight;
