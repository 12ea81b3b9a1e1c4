import type { APIRequestContext, APIResponse } from "@playwright/test";
import { insertApiKey } from "@/db/queries/api-keys";
import { makeApiKey } from "@/lib/services/api-key-secret";
import type { Cast, Stage } from "./stage";

export interface ApiCall {
  data?: unknown;
  headers?: Record<string, string>;
}

/** Calls of a client of the public API: they carry a key of the story's project. */
export async function apiCalls({ runtime }: Stage, { projectId }: Cast, request: APIRequestContext) {
  const { text, prefix, secretHash } = makeApiKey();
  await insertApiKey(runtime.db, { projectId, name: "Story", prefix, secretHash, createdBy: "operator", createdAt: new Date() });
  return (method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, { data, headers = {} }: ApiCall = {}): Promise<APIResponse> =>
    request.fetch(`/v3${path}`, { method, headers: { "x-api-key": text, ...headers }, data });
}
