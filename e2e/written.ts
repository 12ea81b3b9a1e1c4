import { readdir } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { env } from "@/lib/env";
import type { Cast, Stage } from "./stage";

export async function filesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).length;
}

/** What a project has of rows, log entries and keys: two that are equal saw nothing written between them. */
export async function writtenOf({ runtime }: Stage, { projectId }: Cast): Promise<string> {
  const { rows } = await runtime.db.execute(sql`select
    (select json_agg(json_build_array(id, version, status, retry_count, updated_at) order by id) from submissions where project_id = ${projectId}) as submissions,
    (select count(*) from attempts where project_id = ${projectId}) as attempts,
    (select count(*) from images join submissions on submissions.id = submission_id where project_id = ${projectId}) as images,
    (select count(*) from audit_entries where project_id = ${projectId}) as entries`);
  return JSON.stringify({ rows, keys: await filesIn(path.join(env().KEYS_DIR, projectId)) });
}
