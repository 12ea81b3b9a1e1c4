"use client";

import { FlagLabel, useFlagWords } from "@/components/kyc/flag-label";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

const shownAtMost = 2;

/** Why the case waits, in words with shapes; what does not fit is counted, and its words are in the title. */
export function FlagList({ flags }: { flags: readonly string[] }) {
  const words = useFlagWords();
  const hidden = flags.slice(shownAtMost);

  return (
    <span className="flex min-w-0 gap-3" title={flags.map(words).join(", ")}>
      {flags.slice(0, shownAtMost).map((flag) => (
        <FlagLabel key={flag} flag={flag} />
      ))}
      {hidden.length > 0 ? (
        <span className="shrink-0 text-text-3">
          +{hidden.length}
          <VisuallyHidden>: {hidden.map(words).join(", ")}</VisuallyHidden>
        </span>
      ) : null}
    </span>
  );
}
