// npm run demo: everything from a clean clone to a desk with cases in it.
import { becomes, ensureBuild, ensureDependencies } from "./setup.mjs";

await ensureDependencies();
await ensureBuild();
becomes("lib/cli/serve.ts", ["start"]);
