import type { QueryClient } from "@tanstack/react-query";
import type { SubmissionDetail } from "@/lib/contracts/submissions";
import { fetchJson } from "./fetch-json";
import { reloadOnConflict } from "./reload-on-conflict";
import { submissionKeys } from "./submission-keys";

/** A decision in its grace period, or a proposal that waits; `version` is that of the case after it. */
export interface TakenBack {
  kind: "decision" | "proposal";
  submissionId: string;
  version: number;
}

const paths = { decision: "decision/undo", proposal: "proposal/withdraw" } as const;

/** Takes it back, for whoever asks from any page: what does so may be gone from the screen when the answer comes. */
export function takeBack(queryClient: QueryClient, { kind, submissionId, version }: TakenBack): Promise<SubmissionDetail> {
  const mutation = queryClient.getMutationCache().build<SubmissionDetail, Error, undefined, unknown>(queryClient, {
    mutationFn: () => fetchJson(`/api/submissions/${submissionId}/${paths[kind]}`, "submissionDetail", { method: "POST", body: JSON.stringify({ version }) }),
    onSuccess: (submission) => {
      queryClient.setQueryData(submissionKeys.detail(submissionId), submission);
      void queryClient.invalidateQueries({ queryKey: submissionKeys.queue() });
    },
    onError: (error) => reloadOnConflict(queryClient, submissionId, error),
  });
  return mutation.execute(undefined);
}
