// npm run dev: the demo's data behind the development server.
import { becomes, ensureDependencies } from "./setup.mjs";

await ensureDependencies();
becomes("lib/cli/serve.ts", ["dev"]);
