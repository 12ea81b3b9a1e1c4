import { createEngines } from "@/lib/engines/create-engines";
import type { Engines } from "@/lib/engines/engines";
import { engineNames, type EngineName } from "@/lib/kyc/intake/engine-ports";
import type { ServiceContext } from "@/lib/services/context";

/** Engines that are configured and answer nothing: for use cases that ask only whether they are there. */
export function enginesAt(names: readonly EngineName[]): Engines {
  const urls = Object.fromEntries(names.map((name) => [name, `http://127.0.0.1:9/${name}`]));
  return createEngines({ urls, secret: "a secret of the tests' engines, long enough", timeoutMs: 1_000 });
}

/** The context of a project whose server has every engine but those named. */
export function withEnginesBut<Context extends ServiceContext>(ctx: Context, ...missing: EngineName[]): Context & { engines: Engines } {
  return { ...ctx, engines: enginesAt(engineNames.filter((name) => !missing.includes(name))) };
}
