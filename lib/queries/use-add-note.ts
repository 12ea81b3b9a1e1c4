"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AddNoteInput } from "@/lib/contracts/notes";
import { fetchJson } from "./fetch-json";
import { noteKeys, notesPath } from "./notes";
import { submissionKeys } from "./submission-keys";

/** Leaves a note. One without an answer may have been left all the same, so the notes are read anew. */
export function useAddNote(submissionId: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ images, ...note }: AddNoteInput & { images: readonly File[] }) => {
      const body = new FormData();
      body.set("note", JSON.stringify(note));
      images.forEach((image, index) => body.set(`image${(index + 1).toString()}`, image));
      return fetchJson(notesPath(submissionId), "notes", { method: "POST", body });
    },
    onSuccess: (notes) => {
      queryClient.setQueryData(noteKeys.ofCase(submissionId), notes);
      void queryClient.invalidateQueries({ queryKey: submissionKeys.detail(submissionId) });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: noteKeys.ofCase(submissionId) }),
  });
}
