"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LeaseRef } from "@/lib/contracts/leases";
import type { RequestResubmissionInput, WithdrawResubmissionInput } from "@/lib/contracts/resubmissions";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { fetchJson } from "./fetch-json";
import { reloadOnConflict } from "./reload-on-conflict";
import { submissionKeys } from "./submission-keys";

const addressOf = (submissionId: string) => `/api/submissions/${submissionId}/resubmission`;

/** The case as it is then goes into the cache; a 409 asks for it anew. */
function useCaseCache(submissionId: string) {
  const queryClient = useQueryClient();
  return {
    onSuccess: (submission: SubmissionDetail) => {
      queryClient.setQueryData(submissionKeys.detail(submissionId), submission);
      void queryClient.invalidateQueries({ queryKey: submissionKeys.queue() });
    },
    onError: (error: Error) => reloadOnConflict(queryClient, submissionId, error),
  };
}

/** Asks the applicant for an image again. */
export function useRequestResubmission(submissionId: string, lease: () => Promise<LeaseRef>) {
  return useMutation({
    mutationFn: async (input: Omit<RequestResubmissionInput, "lease">) =>
      fetchJson(addressOf(submissionId), "submissionDetail", { method: "POST", body: JSON.stringify({ ...input, lease: await lease() }) }),
    ...useCaseCache(submissionId),
  });
}

/** Takes the request back while nobody has answered it. */
export function useWithdrawResubmission(submissionId: string) {
  return useMutation({
    mutationFn: (input: WithdrawResubmissionInput) => fetchJson(addressOf(submissionId), "submissionDetail", { method: "DELETE", body: JSON.stringify(input) }),
    ...useCaseCache(submissionId),
  });
}
