"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MarkMentionsReadInput } from "@/lib/contracts/notes";
import { fetchJson } from "./fetch-json";
import { mentionKeys } from "./mentions";

/** The reader has seen them: those of a case, or all up to an instant. */
export function useMarkMentionsRead() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (input: MarkMentionsReadInput) => fetchJson("/api/mentions/read", "unreadMentions", { method: "POST", body: JSON.stringify(input) }),
    onSuccess: (unread) => {
      queryClient.setQueryData(mentionKeys.unread(), unread);
      return queryClient.invalidateQueries({ queryKey: mentionKeys.pages() });
    },
  });
}
