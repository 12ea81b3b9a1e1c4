import "server-only";
import { randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { insertAuditHead } from "@/db/queries/audit";
import { insertOptions } from "@/db/queries/project-options";
import { insertProject } from "@/db/queries/projects";
import { insertWithdrawnDocument } from "@/db/queries/withdrawn-documents";
import type { ProjectId } from "@/lib/kyc/ids";
import { seededWithdrawn } from "@/lib/kyc/intake/document-table";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { Vault } from "@/lib/vault/vault";
import { appendAudit } from "./append-audit";
import { actorLabel, type Actor } from "./context";

interface Dependencies {
  db: Database;
  vault: Vault;
  actor: Actor;
  now: Date;
}

/** A project with its key, the first version of its policy, the documents that are withdrawn everywhere, and the beginning of its audit chain. */
export async function createProject({ db, vault, actor, now }: Dependencies, project: { slug: string; name: string; options: ProjectOptions }): Promise<ProjectId> {
  const { slug, name, options } = project;
  const projectId = randomUUID() as ProjectId;
  const key = await vault.createProjectKey(projectId);
  await db.transaction(async (tx) => {
    await insertProject(tx, { id: projectId, slug, name, createdAt: now });
    const author = actorLabel(actor);
    await insertAuditHead(tx, projectId);
    await insertOptions(tx, { projectId, version: 1, options, author, authorName: author, reason: null, createdAt: now });
    for (const document of seededWithdrawn) await insertWithdrawnDocument(tx, { projectId, ...document, createdAt: now });
    await appendAudit(tx, { projectId, actor, now, ipAddress: null }, key, [
      {
        action: "project.created",
        subjectId: projectId,
        changes: [
          { field: "slug", old: null, new: slug },
          ...Object.entries(options).map(([field, value]) => ({ field, old: null, new: JSON.stringify(value) })),
        ],
      },
    ]);
  });
  return projectId;
}
