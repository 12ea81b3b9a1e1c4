import "server-only";
import { ping } from "@/db/queries/health";
import type { ServiceContext } from "./context";

/** Passes while the database answers; its failure is the answer otherwise. */
export async function checkHealth({ db }: Pick<ServiceContext, "db">): Promise<{ status: "ok" }> {
  await ping(db);
  return { status: "ok" };
}
