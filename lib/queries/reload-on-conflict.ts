import type { QueryClient } from "@tanstack/react-query";
import { RequestError } from "./fetch-json";
import { submissionKeys } from "./submission-keys";

/** A 409 asks for the case anew, so that the screen can say what happened meanwhile. */
export function reloadOnConflict(queryClient: QueryClient, submissionId: string, error: Error): void {
  if (error instanceof RequestError && error.status === 409) void queryClient.invalidateQueries({ queryKey: submissionKeys.detail(submissionId) });
}
