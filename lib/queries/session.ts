import * as z from "zod/mini";
import { viewerSchema } from "@/lib/contracts/members";
import { fetchJson } from "./fetch-json";

/** Ends the session on the server and in this browser. */
export async function signOut(): Promise<void> {
  await fetchJson("/api/session", z.null(), { method: "DELETE" });
}

/** Moves the session to another project of the member. What is cached belongs to the old one: load the next page anew. */
export async function switchProject(slug: string): Promise<void> {
  await fetchJson("/api/session/project", viewerSchema, { method: "POST", body: JSON.stringify({ slug }) });
}
