// npm run demo: everything from a clean clone to a desk with cases in it.
import { becomes, ensureBuild, ensureDependencies, orExit } from "./setup.mjs";

orExit(await ensureDependencies());
orExit(await ensureBuild());
becomes("lib/cli/serve.ts", ["start"]);
