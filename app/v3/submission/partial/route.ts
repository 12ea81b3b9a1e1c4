import { readPartsWish } from "@/lib/contracts/v3/delete";
import { apiPreflight, apiRoute } from "@/lib/http/api-route";
import { deleteParts } from "@/lib/services/delete-parts";

export const DELETE = apiRoute("admin", (ctx, request) => {
  const params = request.nextUrl.searchParams;
  return deleteParts(ctx, Object.fromEntries(params), readPartsWish(params));
});

export const OPTIONS = apiPreflight;
