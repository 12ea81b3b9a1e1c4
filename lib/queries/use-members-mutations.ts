"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AddMemberInput, ChangeRoleInput, Members } from "@/lib/contracts/members";
import { fetchJson } from "./fetch-json";
import { membersKey, membersPath } from "./members";

/** Every act on members answers the whole list, which replaces the one in the cache; a refused one asks for it anew. */
function useMembersMutation<Input, Answer extends Members>(request: (input: Input) => Promise<Answer>) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: request,
    onSuccess: ({ members }) => queryClient.setQueryData<Members>(membersKey, { members }),
    onError: () => queryClient.invalidateQueries({ queryKey: membersKey }),
  });
}

/** Answers besides whether the account existed already: then it keeps its own name and password. */
export function useAddMember() {
  return useMembersMutation((input: AddMemberInput) => fetchJson(membersPath, "memberAdded", { method: "POST", body: JSON.stringify(input) }));
}

export function useChangeRole() {
  return useMembersMutation(({ memberId, role }: ChangeRoleInput & { memberId: string }) =>
    fetchJson(`${membersPath}/${memberId}`, "members", { method: "PATCH", body: JSON.stringify({ role }) }),
  );
}

export function useRemoveMember() {
  return useMembersMutation((memberId: string) => fetchJson(`${membersPath}/${memberId}`, "members", { method: "DELETE" }));
}

/** Ends every session of a member in this project. */
export function useSignOutEverywhere() {
  return useMembersMutation((memberId: string) => fetchJson(`${membersPath}/${memberId}/sign-out`, "members", { method: "POST" }));
}
