import { fetchJson } from "./fetch-json";

/** Ends the session on the server and in this browser. */
export async function signOut(): Promise<void> {
  await fetchJson("/api/session", "nothing", { method: "DELETE" });
}

/** Moves the session to another project of the member. What is cached belongs to the old one: load the next page anew. */
export async function switchProject(slug: string): Promise<void> {
  await fetchJson("/api/session/project", "viewer", { method: "POST", body: JSON.stringify({ slug }) });
}
