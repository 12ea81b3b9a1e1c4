"use client";

import { useState } from "react";
import { policySchema, type Policy, type PolicyVersion } from "@/lib/contracts/options";
import { RequestError } from "@/lib/queries/fetch-json";
import { useSavePolicy } from "@/lib/queries/use-save-policy";
import { countChangedOptions, policyChanges } from "./policy-changes";
import { draftOf, readDraft, rebaseDraft, type PolicyDraft } from "./policy-draft";

function newest(policy: Policy): PolicyVersion | null {
  return policy.versions[0] ?? null;
}

/**
 * The form of the policy: the version that was opened, what was typed over it, and saving it. A stale save leaves both as
 * they are and names, in `meanwhile`, the version that came into force; the person then puts the changes on top of it or
 * drops them.
 */
export function usePolicyForm(inForce: PolicyVersion, onSaved: (version: number) => void) {
  const [base, setBase] = useState(inForce);
  const [draft, setDraft] = useState<PolicyDraft>(() => draftOf(inForce.options));
  const [reason, setReason] = useState("");
  const [meanwhile, setMeanwhile] = useState<PolicyVersion | null>(null);
  // Inputs that keep a typed text of their own are made anew with each round.
  const [round, setRound] = useState(0);
  const saving = useSavePolicy();

  const { options, faults } = readDraft(draft, base.options);
  const changes = policyChanges(base.options, options);
  const changed = countChangedOptions(changes) + Object.keys(faults).length;

  const startFrom = (version: PolicyVersion, next = draftOf(version.options)) => {
    setBase(version);
    setDraft(next);
    setMeanwhile(null);
    setRound(round + 1);
    saving.reset();
  };

  const save = () =>
    saving.mutate(
      { version: base.version, options, reason: reason.trim() === "" ? null : reason.trim() },
      {
        onSuccess: (policy) => {
          const saved = newest(policy);
          if (saved === null) return;
          startFrom(saved);
          setReason("");
          onSaved(saved.version);
        },
        onError: (error) => {
          const policy = error instanceof RequestError && error.errorCode === "stale_version" ? policySchema.safeParse(error.details) : null;
          if (policy?.success) setMeanwhile(newest(policy.data));
        },
      },
    );

  return {
    base,
    draft,
    edit: (change: Partial<PolicyDraft>) => setDraft({ ...draft, ...change }),
    reason,
    setReason,
    faults,
    changed,
    round,
    meanwhile,
    isSaving: saving.isPending,
    failure: meanwhile === null ? saving.error : null,
    save,
    discard: () => {
      setReason("");
      startFrom(meanwhile ?? base);
    },
    putOnTop: () => meanwhile && startFrom(meanwhile, rebaseDraft(draft, base.options, meanwhile.options)),
  };
}

export type PolicyForm = ReturnType<typeof usePolicyForm>;
