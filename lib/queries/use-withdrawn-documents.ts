"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AddWithdrawnDocumentInput, WithdrawnDocuments } from "@/lib/contracts/withdrawn-documents";
import { fetchJson } from "./fetch-json";
import { withdrawnDocumentsKey, withdrawnDocumentsPath } from "./withdrawn-documents";

/** Every act answers the whole list, which replaces the one in the cache; a refused one asks for it anew. */
function useListMutation<Input>(request: (input: Input) => Promise<WithdrawnDocuments>) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: request,
    onSuccess: (list) => queryClient.setQueryData<WithdrawnDocuments>(withdrawnDocumentsKey, list),
    onError: () => queryClient.invalidateQueries({ queryKey: withdrawnDocumentsKey }),
  });
}

export function useAddWithdrawnDocument() {
  return useListMutation((input: AddWithdrawnDocumentInput) => fetchJson(withdrawnDocumentsPath, "withdrawnDocuments", { method: "POST", body: JSON.stringify(input) }));
}

export function useRemoveWithdrawnDocument() {
  return useListMutation((documentId: string) => fetchJson(`${withdrawnDocumentsPath}/${documentId}`, "withdrawnDocuments", { method: "DELETE" }));
}
