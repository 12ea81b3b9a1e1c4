"use client";

import { useState } from "react";
import type { PolicyVersion } from "@/lib/contracts/options";
import type { MissingEngines } from "@/lib/kyc/intake/engine-gate";
import { useSavePolicy } from "@/lib/queries/use-save-policy";
import { countChangedOptions, policyChanges } from "./policy-changes";
import { draftOf, readDraft, rebaseDraft, type PolicyDraft } from "./policy-draft";

/**
 * The form of the policy: the version that was opened, what was typed over it, and saving it. It follows what is in force
 * while nothing is typed. Else both stay as they are, and `meanwhile` names the version that came into force; the person
 * then puts the changes on top of it or drops them.
 */
export function usePolicyForm(inForce: PolicyVersion, missing: MissingEngines, onSaved: (version: number) => void) {
  const [base, setBase] = useState(inForce);
  const [draft, setDraft] = useState<PolicyDraft>(() => draftOf(inForce.options));
  const [reason, setReason] = useState("");
  // Inputs that keep a typed text of their own are made anew with each round.
  const [round, setRound] = useState(0);
  const saving = useSavePolicy();

  const { options, faults } = readDraft(draft, base.options);
  const changes = policyChanges(base.options, options);
  const changed = countChangedOptions(changes) + Object.keys(faults).length;

  const startFrom = (version: PolicyVersion, next = draftOf(version.options)) => {
    setBase(version);
    setDraft(next);
    setRound(round + 1);
    saving.reset();
  };

  const isBehind = inForce.version > base.version && !saving.isPending;
  if (isBehind && changed === 0 && reason.trim() === "") startFrom(inForce);
  const meanwhile = isBehind ? inForce : null;

  const save = () =>
    saving.mutate(
      { version: base.version, options, reason: reason.trim() === "" ? null : reason.trim() },
      {
        onSuccess: (policy) => {
          const [saved] = policy.versions;
          if (saved === undefined) return;
          startFrom(saved);
          setReason("");
          onSaved(saved.version);
        },
      },
    );

  return {
    base,
    draft,
    missing,
    edit: (change: Partial<PolicyDraft>) => setDraft({ ...draft, ...change }),
    reason,
    setReason,
    faults,
    changed,
    round,
    meanwhile,
    wasRefused: saving.isError,
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
