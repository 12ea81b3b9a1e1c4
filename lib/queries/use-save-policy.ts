"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SavePolicyInput } from "@/lib/contracts/options";
import { fetchJson, RequestError } from "./fetch-json";
import { policyKey, policyPath } from "./policy";
import { submissionKeys } from "./submission-keys";
import { viewerKey } from "./viewer";

/**
 * Saves a version of the policy. A stale save puts the versions that came meanwhile into the cache; the caller keeps what
 * was typed.
 */
export function useSavePolicy() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (input: SavePolicyInput) => fetchJson(policyPath, "policy", { method: "PUT", body: JSON.stringify(input) }),
    onSuccess: (policy) => {
      queryClient.setQueryData(policyKey, policy);
      // Cases carry the policy that their verdict is shown under, and the viewer the project's time zone.
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: submissionKeys.all() }),
        queryClient.invalidateQueries({ queryKey: viewerKey }),
      ]);
    },
    onError: (error) => {
      if (!(error instanceof RequestError)) return undefined;
      // The engines were others when the page was loaded: it now says which option lacks which.
      if (error.errorCode === "engine_missing") return queryClient.invalidateQueries({ queryKey: policyKey });
      if (error.errorCode !== "stale_version") return undefined;
      const policy = error.details("policy");
      if (policy) queryClient.setQueryData(policyKey, policy);
      return undefined;
    },
  });
}
