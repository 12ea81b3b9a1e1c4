// npm run dev: the demo's data behind the development server.
import { becomes, ensureDependencies, orExit } from "./setup.mjs";

orExit(await ensureDependencies());
becomes("lib/cli/serve.ts", ["dev"]);
