import "server-only";
import type { Checks } from "@/lib/contracts/checks";
import { engineNames } from "@/lib/kyc/intake/engine-ports";
import { authorise, type IntakeContext } from "./context";

/** Which engines are configured, and how they have answered this process. */
export function getChecks(ctx: IntakeContext): Promise<Checks> {
  authorise(ctx, "checks.read");
  const states = ctx.engines.states();
  return Promise.resolve({
    engines: engineNames.map((engine) => {
      const { lastAnswer, ...state } = states[engine];
      return { engine, ...state, lastAnswer: lastAnswer === null ? null : { ...lastAnswer, at: lastAnswer.at.toISOString() } };
    }),
  });
}
