"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RecordDecisionInput } from "@/lib/contracts/submissions";
import { fetchJson, RequestError } from "./fetch-json";
import { nextSubmissionKey } from "./next-submission";
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
    onError: (error) => {
      if (error instanceof RequestError && error.status === 409) {
        void queryClient.invalidateQueries({ queryKey: submissionKeys.detail(submissionId) });
      }
    },
  });
}
