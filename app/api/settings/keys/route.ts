import { createApiKeySchema } from "@/lib/contracts/api-keys";
import { memberRoute } from "@/lib/http/member-route";
import { readJson } from "@/lib/http/read-json";
import { createApiKey } from "@/lib/services/create-api-key";
import { listApiKeys } from "@/lib/services/list-api-keys";

export const GET = memberRoute((ctx) => listApiKeys(ctx));

export const POST = memberRoute(async (ctx, request) => {
  const { text } = await createApiKey(ctx, await readJson(request, createApiKeySchema));
  return { ...(await listApiKeys(ctx)), text };
});
