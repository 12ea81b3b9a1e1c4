import { e2e } from "./environment";
import { startEngineDouble } from "./engine-double";

/** The double as a process of its own, for the desk under test: until it is told to end. */
const double = await startEngineDouble(e2e.engines);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void double.close());
