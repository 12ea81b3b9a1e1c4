"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SaveTemplateInput, Templates } from "@/lib/contracts/templates";
import { fetchJson } from "./fetch-json";
import { templatesKey, templatesPath } from "./templates";

/** Every act answers the whole list, which replaces the one in the cache; a refused one asks for it anew. */
function useTemplatesMutation<Input>(request: (input: Input) => Promise<Templates>) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: request,
    onSuccess: (list) => queryClient.setQueryData<Templates>(templatesKey, list),
    onError: () => queryClient.invalidateQueries({ queryKey: templatesKey }),
  });
}

/** Keeps a new one, or the next version of the one that it is `of`. */
export function useSaveTemplate() {
  return useTemplatesMutation(({ of, ...text }: SaveTemplateInput) =>
    of === null
      ? fetchJson(templatesPath, "templates", { method: "POST", body: JSON.stringify(text) })
      : fetchJson(`${templatesPath}/${of.id}`, "templates", { method: "PUT", body: JSON.stringify({ version: of.version, ...text }) }),
  );
}

export function useRemoveTemplate() {
  return useTemplatesMutation((templateId: string) => fetchJson(`${templatesPath}/${templateId}`, "templates", { method: "DELETE" }));
}
