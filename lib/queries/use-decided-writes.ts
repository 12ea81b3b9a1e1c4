"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ConfirmProposalInput, ReopenCaseInput, SendBackProposalInput } from "@/lib/contracts/submissions";
import { fetchJson } from "./fetch-json";
import { reloadOnConflict } from "./reload-on-conflict";
import { submissionKeys } from "./submission-keys";

function useCaseWrite<Input>(submissionId: string, path: "reopen" | "proposal/confirm" | "proposal/send-back") {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (input: Input) => fetchJson(`/api/submissions/${submissionId}/${path}`, "submissionDetail", { method: "POST", body: JSON.stringify(input) }),
    onSuccess: (submission) => {
      queryClient.setQueryData(submissionKeys.detail(submissionId), submission);
      void queryClient.invalidateQueries({ queryKey: submissionKeys.queue() });
    },
    onError: (error) => reloadOnConflict(queryClient, submissionId, error),
  });
}

/** Makes a decided case wait again, with a reason. */
export const useReopenCase = (submissionId: string) => useCaseWrite<ReopenCaseInput>(submissionId, "reopen");

/** Gives the second approval. */
export const useConfirmProposal = (submissionId: string) => useCaseWrite<ConfirmProposalInput>(submissionId, "proposal/confirm");

/** Sends a proposal back to its maker, with a note. */
export const useSendBackProposal = (submissionId: string) => useCaseWrite<SendBackProposalInput>(submissionId, "proposal/send-back");
