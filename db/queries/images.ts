import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db";
import { images, type ImageRow } from "@/db/schema/images";
import { submissions } from "@/db/schema/submissions";
import type { ImageKind } from "@/lib/kyc/images";
import type { ProjectId } from "@/lib/kyc/ids";

export async function findImage(db: Database, projectId: ProjectId, submissionId: string, kind: ImageKind): Promise<ImageRow | null> {
  const [row] = await db
    .select({ image: images })
    .from(images)
    .innerJoin(submissions, eq(submissions.id, images.submissionId))
    .where(and(eq(submissions.projectId, projectId), eq(images.submissionId, submissionId), eq(images.kind, kind), isNull(images.supersededAt)));
  return row?.image ?? null;
}

export async function insertImages(tx: Database, rows: readonly (typeof images.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(images).values([...rows]);
}
