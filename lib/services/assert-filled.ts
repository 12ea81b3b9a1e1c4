import "server-only";
import type { Database } from "@/db";
import { listTemplateBodies } from "@/db/queries/text-templates";
import { BadInputError } from "@/lib/errors";
import { placeholdersOf, unfilledIn } from "@/lib/kyc/codes/text-template";
import type { ProjectId } from "@/lib/kyc/ids";

/**
 * An applicant never reads a hole: a text may not hold `{name}` where a template of the project has such a placeholder.
 * Other braces are the agent's own.
 * @throws {BadInputError} naming the placeholders.
 */
export async function assertFilled(db: Database, projectId: ProjectId, text: string | null): Promise<void> {
  if (text === null || !text.includes("{")) return;
  const bodies = await listTemplateBodies(db, projectId);
  const unfilled = unfilledIn(text, bodies.flatMap(placeholdersOf));
  if (unfilled.length === 0) return;
  const names = unfilled.map((name) => `{${name}}`).join(", ");
  throw new BadInputError("The text for the applicant has placeholders that are not filled.", [{ path: "otherText", message: `fill ${names}` }]);
}
