"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LeaseRef } from "@/lib/contracts/leases";
import type { CorrectFieldsInput } from "@/lib/contracts/submissions";
import { fetchJson } from "./fetch-json";
import { reloadOnConflict } from "./reload-on-conflict";
import { submissionKeys } from "./submission-keys";

/** Saves corrections that no rule hits. A 409 asks for the case anew, so that the screen can say what happened meanwhile. */
export function useCorrectFields(submissionId: string, lease: () => Promise<LeaseRef>) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: async (input: Omit<CorrectFieldsInput, "lease">) => {
      const body: CorrectFieldsInput = { ...input, lease: await lease() };
      return fetchJson(`/api/submissions/${submissionId}/fields`, "submissionDetail", { method: "PATCH", body: JSON.stringify(body) });
    },
    onSuccess: (submission) => {
      queryClient.setQueryData(submissionKeys.detail(submissionId), submission);
      void queryClient.invalidateQueries({ queryKey: submissionKeys.queue() });
    },
    onError: (error) => reloadOnConflict(queryClient, submissionId, error),
  });
}
