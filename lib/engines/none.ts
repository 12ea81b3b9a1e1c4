import "server-only";
import { notAvailable } from "@/lib/kyc/intake/checks";
import type { Engine } from "./http-engine";

/** Stands where no engine is configured: every check is recorded as not run, and never a pass. */
export const noEngine: Engine = {
  isConfigured: false,
  state: () => ({ host: null, circuit: "closed", lastAnswer: null, latency: null }),
  ask: () => Promise.resolve({ check: notAvailable, raw: null, milliseconds: 0 }),
};
