import * as z from "zod/mini";
import { circuitStates, engineFaults, engineNames } from "@/lib/kyc/intake/engine-ports";

/** An engine as the process that answers knows it: since it started, and of its own calls alone. */
export const engineCheckSchema = z.object({
  engine: z.enum(engineNames),
  /** Host and port; `null` when it is not configured. */
  host: z.nullable(z.string()),
  circuit: z.enum(circuitStates),
  lastAnswer: z.nullable(z.object({ outcome: z.enum(["ok", "not_available", "error"]), fault: z.nullable(z.enum(engineFaults)), at: z.iso.datetime() })),
  /** Milliseconds, of the last calls. */
  latency: z.nullable(z.object({ p50: z.number(), p95: z.number(), calls: z.int() })),
});
export type EngineCheck = z.infer<typeof engineCheckSchema>;

/** `GET /api/settings/checks`: every engine, in the order of the ports. */
export const checksSchema = z.object({ engines: z.array(engineCheckSchema) });
export type Checks = z.infer<typeof checksSchema>;
