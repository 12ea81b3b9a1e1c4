import { startEngineDouble } from "../engine-double";

/** The double as a process of its own: `serve-double.ts <port> <secret>`. */
const [port = "0", secret = ""] = process.argv.slice(2);
await startEngineDouble({ port: Number(port), secret });
