"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ApiKeys, CreateApiKeyInput } from "@/lib/contracts/api-keys";
import { apiKeysKey, apiKeysPath } from "./api-keys";
import { fetchJson } from "./fetch-json";

/** Every act on keys answers the whole list, which replaces the one in the cache; a refused one asks for it anew. */
function useApiKeysMutation<Input, Answer extends ApiKeys>(request: (input: Input) => Promise<Answer>) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: request,
    // The new key's text is no part of what is kept.
    gcTime: 0,
    onSuccess: ({ keys }) => queryClient.setQueryData<ApiKeys>(apiKeysKey, { keys }),
    onError: () => queryClient.invalidateQueries({ queryKey: apiKeysKey }),
  });
}

/** Answers besides the new key's text, this once. */
export function useCreateApiKey() {
  return useApiKeysMutation((input: CreateApiKeyInput) => fetchJson(apiKeysPath, "apiKeyCreated", { method: "POST", body: JSON.stringify(input) }));
}

export function useRevokeApiKey() {
  return useApiKeysMutation((keyId: string) => fetchJson(`${apiKeysPath}/${keyId}`, "apiKeys", { method: "DELETE" }));
}
