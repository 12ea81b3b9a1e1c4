import { rm } from "node:fs/promises";
import { e2e } from "./environment";

/** The server has ended by now: its folder goes too. */
export default async function teardown() {
  await rm(e2e.dataDirectory, { recursive: true, force: true });
}
