"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RecordDecisionInput } from "@/lib/contracts/submissions";
import { fetchJson } from "./fetch-json";
import { nextSubmissionKey } from "./next-submission";
import { reloadOnConflict } from "./reload-on-conflict";
import { submissionKeys } from "./submission-keys";

/** Approves or rejects, with the corrections that go with a rejection. A 409 asks for the case anew. */
export function useRecordDecision(submissionId: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (input: RecordDecisionInput) =>
      fetchJson(`/api/submissions/${submissionId}/decision`, "submissionDetail", { method: "POST", body: JSON.stringify(input) }),
    onSuccess: (submission) => {
      queryClient.setQueryData(submissionKeys.detail(submissionId), submission);
      void queryClient.invalidateQueries({ queryKey: submissionKeys.queue() });
      void queryClient.invalidateQueries({ queryKey: nextSubmissionKey });
    },
    onError: (error) => reloadOnConflict(queryClient, submissionId, error),
  });
}
