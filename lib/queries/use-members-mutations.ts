"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AddMemberInput, ChangeRoleInput } from "@/lib/contracts/members";
import { fetchJson } from "./fetch-json";
import { membersKey, membersPath } from "./members";

/** Every act on members answers the whole list, which replaces the one in the cache; a refused one asks for it anew. */
function useMembersMutation<Input>(request: (input: Input) => { path: string; init: RequestInit }) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (input: Input) => {
      const { path, init } = request(input);
      return fetchJson(path, "members", init);
    },
    onSuccess: (members) => queryClient.setQueryData(membersKey, members),
    onError: () => queryClient.invalidateQueries({ queryKey: membersKey }),
  });
}

export function useAddMember() {
  return useMembersMutation((input: AddMemberInput) => ({ path: membersPath, init: { method: "POST", body: JSON.stringify(input) } }));
}

export function useChangeRole() {
  return useMembersMutation(({ memberId, role }: ChangeRoleInput & { memberId: string }) => ({
    path: `${membersPath}/${memberId}`,
    init: { method: "PATCH", body: JSON.stringify({ role }) },
  }));
}

export function useRemoveMember() {
  return useMembersMutation((memberId: string) => ({ path: `${membersPath}/${memberId}`, init: { method: "DELETE" } }));
}

/** Ends every session of a member in this project. */
export function useSignOutEverywhere() {
  return useMembersMutation((memberId: string) => ({ path: `${membersPath}/${memberId}/sign-out`, init: { method: "POST" } }));
}
