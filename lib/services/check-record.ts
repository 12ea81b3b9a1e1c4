import "server-only";
import type { CheckOutcome } from "@/db/schema/attempts";
import type { EngineAnswer } from "@/lib/engines/engines";
import type { Check } from "@/lib/kyc/intake/checks";
import { checkNames } from "@/lib/kyc/flags";

/** All engines of a request answer within this time. */
export const engineDeadlineMs = 30_000;

/** What came of the checks of a try: how each ended, and what each engine answered, as it came. */
export interface CheckRecord {
  /** A line a check, in the order of their names; of two sides the worse outcome and the longer time. */
  outcomes(): CheckOutcome[];
  raw(): Record<string, unknown>;
  /** Waits for an answer, writes it down and hands its check on. `part` tells the sides of a document apart. */
  take<Facts>(check: CheckOutcome["check"], answer: Promise<EngineAnswer<Facts>>, part?: string): Promise<Check<Facts>>;
}

const severity = { ok: 0, not_available: 1, error: 2 } as const;
const order: readonly CheckOutcome["check"][] = [...checkNames, "bank_transfer"];

export function createCheckRecord(): CheckRecord {
  const outcomes = new Map<CheckOutcome["check"], CheckOutcome>();
  const raw = new Map<string, unknown>();

  return {
    outcomes: () => order.flatMap((check) => outcomes.get(check) ?? []),
    raw: () => Object.fromEntries(raw),
    take: async (check, answer, part) => {
      const { check: result, raw: answered, milliseconds } = await answer;
      const before = outcomes.get(check);
      const isWorse = before === undefined || severity[result.outcome] > severity[before.outcome];
      outcomes.set(check, { check, outcome: isWorse ? result.outcome : before.outcome, milliseconds: Math.max(milliseconds, before?.milliseconds ?? 0) });
      if (answered !== null) raw.set(part === undefined ? check : `${check}.${part}`, answered);
      return result;
    },
  };
}
