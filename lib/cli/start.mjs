// npm start: the server as its environment configures it. Build it first.
import { becomes } from "./setup.mjs";

becomes("lib/cli/start.ts");
