import type { IconName } from "@/components/ui/icons";
import type { EngineCheck } from "@/lib/contracts/checks";

/** What an engine's state comes to, for who looks at the list. */
export const engineStandings = ["notConfigured", "notAsked", "answers", "cannotTell", "failed", "trying", "paused"] as const;
export type EngineStanding = (typeof engineStandings)[number];

export const standingLooks: Record<EngineStanding, { icon: IconName; tone: string }> = {
  notConfigured: { icon: "not-run", tone: "text-text-3" },
  notAsked: { icon: "clock", tone: "text-text-2" },
  answers: { icon: "approved", tone: "text-ok" },
  cannotTell: { icon: "doubt", tone: "text-warn" },
  failed: { icon: "warning", tone: "text-warn" },
  trying: { icon: "soon", tone: "text-warn" },
  paused: { icon: "overdue", tone: "text-danger" },
};

const byOutcome = { ok: "answers", not_available: "cannotTell", error: "failed" } as const;

/** A pause weighs more than the last answer, which came before it. */
export function standingOf({ host, circuit, lastAnswer }: Pick<EngineCheck, "host" | "circuit" | "lastAnswer">): EngineStanding {
  if (host === null) return "notConfigured";
  if (circuit === "open") return "paused";
  if (circuit === "half_open") return "trying";
  return lastAnswer === null ? "notAsked" : byOutcome[lastAnswer.outcome];
}
