import "server-only";
import { findCurrentOptions } from "@/db/queries/project-options";
import { missingEngines, unkeptOptions } from "@/lib/kyc/intake/engine-gate";
import type { EngineName, EngineOption } from "@/lib/kyc/intake/engine-ports";
import { authorise, type IntakeContext } from "./context";

/** Options that are on although an engine went away: their checks are not run. With each, the engines that it lacks. */
export async function listUnkeptOptions(ctx: IntakeContext): Promise<{ option: EngineOption; engines: EngineName[] }[]> {
  authorise(ctx, "policy.read");
  const missing = missingEngines((engine) => ctx.engines.isConfigured(engine));
  const { options } = await findCurrentOptions(ctx.db, ctx.projectId);
  return unkeptOptions(options, missing).map((option) => ({ option, engines: missing[option] }));
}
