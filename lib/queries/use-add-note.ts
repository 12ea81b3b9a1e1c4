"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";
import { noteKeys, notesPath } from "./notes";
import { submissionKeys } from "./submission-keys";

interface NoteToAdd {
  body: string;
  /** May wait for the list of people. */
  mentions: readonly string[] | Promise<readonly string[]>;
  images: readonly File[];
}

/** Leaves a note. One without an answer may have been left all the same, so the notes are read anew. */
export function useAddNote(submissionId: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: async ({ body, mentions, images }: NoteToAdd) => {
      const parts = new FormData();
      parts.set("note", JSON.stringify({ body, mentions: await mentions }));
      images.forEach((image, index) => parts.set(`image${(index + 1).toString()}`, image));
      return fetchJson(notesPath(submissionId), "notes", { method: "POST", body: parts });
    },
    onSuccess: (notes) => {
      queryClient.setQueryData(noteKeys.ofCase(submissionId), notes);
      void queryClient.invalidateQueries({ queryKey: submissionKeys.detail(submissionId) });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: noteKeys.ofCase(submissionId) }),
  });
}
