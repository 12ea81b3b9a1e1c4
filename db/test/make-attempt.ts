import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { attempts, type AttemptRow } from "@/db/schema/attempts";
import { submissions, type SubmissionRow } from "@/db/schema/submissions";
import type { ServiceContext } from "@/lib/services/context";

/** A try of a submission that is there; a Step 2 that passed, unless told otherwise. */
export async function makeAttempt(ctx: ServiceContext, submissionId: string, given: Partial<Omit<AttemptRow, "id" | "trace">> = {}, sent: Record<string, unknown> | null = null): Promise<void> {
  const id = randomUUID();
  const key = await ctx.vault.submissionKey(ctx.projectId, submissionId);
  const trace = key.seal(JSON.stringify({ facts: {}, sent }), `attempt:${id}:trace`);
  await ctx.db.insert(attempts).values({
    id, projectId: ctx.projectId, submissionId, step: "step2", number: 1, countsAsTry: false, retryCodes: [], retryMessages: [], checks: [], createdAt: ctx.now, ...given, trace,
  });
}

/** What a submission of the API brings besides fields and images. */
export async function makeBrought(ctx: ServiceContext, submissionId: string, brought: Partial<Pick<SubmissionRow, "address" | "customFields" | "customOptions" | "ipAddress">>): Promise<void> {
  await ctx.db.update(submissions).set(brought).where(eq(submissions.id, submissionId));
}
