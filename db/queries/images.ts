import "server-only";
import { and, eq, inArray, isNotNull, isNull, ne } from "drizzle-orm";
import type { Database } from "@/db";
import { images, type ImageRow } from "@/db/schema/images";
import { submissions } from "@/db/schema/submissions";
import { imageKinds, type ImageKind } from "@/lib/kyc/images";
import type { ProjectId } from "@/lib/kyc/ids";

export async function findImage(db: Database, projectId: ProjectId, submissionId: string, kind: ImageKind): Promise<ImageRow | null> {
  const [row] = await db
    .select({ image: images })
    .from(images)
    .innerJoin(submissions, eq(submissions.id, images.submissionId))
    .where(and(eq(submissions.projectId, projectId), eq(images.submissionId, submissionId), eq(images.kind, kind), isNull(images.supersededAt)));
  return row?.image ?? null;
}

/** An image that is current no more, of a case that was not erased. */
export async function findReplacedImage(db: Database, projectId: ProjectId, submissionId: string, imageId: string): Promise<ImageRow | null> {
  const [row] = await db
    .select({ image: images })
    .from(images)
    .innerJoin(submissions, eq(submissions.id, images.submissionId))
    .where(and(eq(submissions.projectId, projectId), eq(images.submissionId, submissionId), eq(images.id, imageId), isNotNull(images.supersededAt), ne(submissions.status, "deleted")));
  return row?.image ?? null;
}

/** The current image of a kind with the project that it is in: a signed link names no project, and its signature binds one. */
export async function findLinkedImage(db: Database, submissionId: string, kind: ImageKind): Promise<{ image: ImageRow; projectId: ProjectId } | null> {
  const [row] = await db
    .select({ image: images, projectId: submissions.projectId })
    .from(images)
    .innerJoin(submissions, eq(submissions.id, images.submissionId))
    .where(and(eq(images.submissionId, submissionId), eq(images.kind, kind), isNull(images.supersededAt)));
  return row ?? null;
}

export async function insertImages(tx: Database, rows: readonly (typeof images.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(images).values([...rows]);
}

/** The images of a submission of this project, superseded ones too. */
const ofSubmission = (db: Database, projectId: ProjectId, submissionId: string) =>
  inArray(images.submissionId, db.select({ id: submissions.id }).from(submissions).where(and(eq(submissions.projectId, projectId), eq(submissions.id, submissionId))));

/** The store's names of all files of a submission, superseded ones too; of the kinds that are named. */
export async function listImageFiles(db: Database, projectId: ProjectId, submissionId: string, kinds: readonly ImageKind[] = imageKinds): Promise<string[]> {
  const rows = await db
    .select({ original: images.originalKey, display: images.displayKey, thumbnail: images.thumbnailKey })
    .from(images)
    .where(and(ofSubmission(db, projectId, submissionId), inArray(images.kind, [...kinds])));
  return rows.flatMap((row) => [row.original, row.display, row.thumbnail]);
}

export async function listCurrentImages(db: Database, projectId: ProjectId, submissionId: string): Promise<ImageRow[]> {
  return db.select().from(images).where(and(ofSubmission(db, projectId, submissionId), isNull(images.supersededAt)));
}

/** Those of the kinds that are named are not current any more. */
export async function supersedeImages(tx: Database, projectId: ProjectId, submissionId: string, now: Date, kinds: readonly ImageKind[] = imageKinds): Promise<void> {
  await tx
    .update(images)
    .set({ supersededAt: now })
    .where(and(ofSubmission(tx, projectId, submissionId), isNull(images.supersededAt), inArray(images.kind, [...kinds])));
}

export async function deleteImages(tx: Database, projectId: ProjectId, submissionId: string, kinds: readonly ImageKind[] = imageKinds): Promise<void> {
  await tx.delete(images).where(and(ofSubmission(tx, projectId, submissionId), inArray(images.kind, [...kinds])));
}
