"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RequestResubmissionInput, WithdrawResubmissionInput } from "@/lib/contracts/resubmissions";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { fetchJson } from "./fetch-json";
import { nextSubmissionKey } from "./next-submission";
import { reloadOnConflict } from "./reload-on-conflict";
import { submissionKeys } from "./submission-keys";

/** Asks the applicant for an image again, and takes that back. A 409 asks for the case anew. */
export function useResubmission(submissionId: string) {
  const queryClient = useQueryClient();
  const address = `/api/submissions/${submissionId}/resubmission`;
  const shared = {
    onSuccess: (submission: SubmissionDetail) => {
      queryClient.setQueryData(submissionKeys.detail(submissionId), submission);
      void queryClient.invalidateQueries({ queryKey: submissionKeys.queue() });
      void queryClient.invalidateQueries({ queryKey: nextSubmissionKey });
    },
    onError: (error: Error) => reloadOnConflict(queryClient, submissionId, error),
  };
  return {
    ask: useMutation({ mutationFn: (input: RequestResubmissionInput) => fetchJson(address, "submissionDetail", { method: "POST", body: JSON.stringify(input) }), ...shared }),
    withdraw: useMutation({ mutationFn: (input: WithdrawResubmissionInput) => fetchJson(address, "submissionDetail", { method: "DELETE", body: JSON.stringify(input) }), ...shared }),
  };
}
