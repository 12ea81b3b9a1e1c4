"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LeaseRef } from "@/lib/contracts/leases";
import type { RecordDecisionInput } from "@/lib/contracts/submissions";
import { fetchJson } from "./fetch-json";
import { reloadOnConflict } from "./reload-on-conflict";
import { submissionKeys } from "./submission-keys";

type Unheld<Input> = Input extends unknown ? Omit<Input, "lease"> : never;

/** Approves or rejects, with the corrections that go with a rejection. A 409 asks for the case anew. */
export function useRecordDecision(submissionId: string, lease: () => Promise<LeaseRef>) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: async (input: Unheld<RecordDecisionInput>) => {
      const body: RecordDecisionInput = { ...input, lease: await lease() };
      return fetchJson(`/api/submissions/${submissionId}/decision`, "submissionDetail", { method: "POST", body: JSON.stringify(body) });
    },
    onSuccess: (submission) => {
      queryClient.setQueryData(submissionKeys.detail(submissionId), submission);
      void queryClient.invalidateQueries({ queryKey: submissionKeys.queue() });
    },
    onError: (error) => reloadOnConflict(queryClient, submissionId, error),
  });
}
