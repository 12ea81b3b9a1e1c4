import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db";
import { attempts, type AttemptRow } from "@/db/schema/attempts";
import { evaluations } from "@/db/schema/decisions";
import { images } from "@/db/schema/images";
import { submissions } from "@/db/schema/submissions";

/** A submission as its first try leaves it. */
export interface FirstTry {
  submission: typeof submissions.$inferInsert;
  images: readonly (typeof images.$inferInsert)[];
  attempt: Omit<AttemptRow, "number">;
  /** `null` where no rule was asked, or a decision brings its own. */
  evaluation: typeof evaluations.$inferInsert | null;
}

/** All of it in one statement, at whose end the references between the rows are checked. */
export async function insertFirstTry(tx: Database, { submission, images: imageRows, attempt, evaluation }: FirstTry): Promise<void> {
  const attempted = { ...attempt, number: 1 };
  await tx.execute(sql`
    with submission as ${tx.insert(submissions).values(submission)},
      pictures as ${tx.insert(images).values([...imageRows])},
      attempt as ${tx.insert(attempts).values(attempted)}
      ${evaluation === null ? sql`` : sql`, evaluation as ${tx.insert(evaluations).values(evaluation)}`}
    select 1`);
}
