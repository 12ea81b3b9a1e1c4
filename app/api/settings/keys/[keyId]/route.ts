import { apiKeyParamsSchema } from "@/lib/contracts/api-keys";
import { memberRoute } from "@/lib/http/member-route";
import { listApiKeys } from "@/lib/services/list-api-keys";
import { revokeApiKey } from "@/lib/services/revoke-api-key";

export const DELETE = memberRoute(async (ctx, _request, params) => {
  await revokeApiKey(ctx, apiKeyParamsSchema.parse(params).keyId);
  return listApiKeys(ctx);
});
