// npm run <command>: one of our commands, with what it needs installed.
import { becomes, calledFrom, ensureBuild, ensureDependencies, orExit } from "./setup.mjs";

const [name = "", ...args] = process.argv.slice(2);
/** @type {Record<string, string>} */
const commands = { import: "lib/cli/import.ts", member: "lib/cli/member.ts", project: "lib/cli/project.ts", worker: "lib/cli/worker.ts", "audit-verify": "lib/cli/audit-verify.ts", "bench-api": "e2e/bench/api.ts", "bench-desk": "e2e/bench/desk-day.ts", "bench-intake": "e2e/bench/intake.ts" };
const file = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (file === undefined) {
  console.error(`There is no command “${name}”. There are: ${Object.keys(commands).join(", ")}.`);
  process.exit(2);
}
orExit(await ensureDependencies({ withTests: name.startsWith("bench") }));
if (name.startsWith("bench")) orExit(await ensureBuild());
// Paths are meant from where the command was typed.
becomes(file, args, { CALLED_FROM: process.env.INIT_CWD ?? calledFrom });
