// npm run <command>: one of our commands, with what it needs installed.
import { becomes, calledFrom, ensureBuild, ensureDependencies } from "./setup.mjs";

const [name = "", ...args] = process.argv.slice(2);
const commands = { import: "lib/cli/import.ts", member: "lib/cli/member.ts", "audit-verify": "lib/cli/audit-verify.ts", "bench-api": "e2e/bench/api.ts" };
const file = commands[name];
if (!file) {
  console.error(`There is no command “${name}”. There are: ${Object.keys(commands).join(", ")}.`);
  process.exit(2);
}
await ensureDependencies();
if (name.startsWith("bench")) await ensureBuild();
// Paths are meant from where the command was typed.
becomes(file, args, { CALLED_FROM: process.env.INIT_CWD ?? calledFrom });
