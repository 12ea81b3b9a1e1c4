"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SavedViews, SaveViewInput } from "@/lib/contracts/views";
import { fetchJson } from "./fetch-json";
import { viewsKey, viewsPath } from "./saved-views";

/** Every act answers the views as they are then, which replace those in the cache; a refused one asks for them anew. */
function useViewsMutation<Input, Answer extends SavedViews>(request: (input: Input) => Promise<Answer>) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: request,
    onSuccess: ({ views }) => queryClient.setQueryData<SavedViews>(viewsKey, { views }),
    onError: () => queryClient.invalidateQueries({ queryKey: viewsKey }),
  });
}

export function useSaveView() {
  return useViewsMutation((input: SaveViewInput) => fetchJson(viewsPath, "viewSaved", { method: "POST", body: JSON.stringify(input) }));
}

export function useRenameView() {
  return useViewsMutation(({ id, name }: { id: string; name: string }) => fetchJson(`${viewsPath}/${id}`, "views", { method: "PATCH", body: JSON.stringify({ name }) }));
}

export function useRemoveView() {
  return useViewsMutation((id: string) => fetchJson(`${viewsPath}/${id}`, "views", { method: "DELETE" }));
}
