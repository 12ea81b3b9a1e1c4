import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withRollback } from "@/db/test/with-rollback";
import { mayMove, submissionStatuses } from "@/lib/kyc/review/transitions";
import { transitionsSql } from "@/lib/kyc/review/transitions-sql";
import type { Database } from "./index";

/** A table with the status alone, under the database's own guard. */
async function makeGuardedTable(db: Database): Promise<void> {
  await db.execute(sql`create temporary table guarded (status text not null) on commit drop`);
  await db.execute(sql`create trigger guard before insert or update of status on guarded for each row execute function submissions_check_transition()`);
}

async function put(db: Database, status: string): Promise<void> {
  await db.execute(sql`set local session_replication_role = replica`);
  await db.execute(sql`insert into guarded (status) values (${status})`);
  await db.execute(sql`set local session_replication_role = origin`);
}

/** The error code of a hand-written statement, or null when the database took it. */
async function refusalOf(db: Database, statement: ReturnType<typeof sql>): Promise<unknown> {
  try {
    await db.transaction((tx) => tx.execute(statement));
    return null;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    return cause instanceof Error && "code" in cause ? cause.code : error;
  }
}

test("the database's guard is the one that the table of transitions makes", () =>
  withRollback(async (db) => {
    const { rows } = await db.execute<{ body: string }>(sql`select prosrc as body from pg_proc where proname = 'submissions_check_transition'`);
    expect(rows).toHaveLength(1);
    expect(transitionsSql()).toContain(rows[0]?.body ?? "no such function");
  }));

describe("the database", () => {
  test.each(submissionStatuses)("lets a new submission be %s only where the table does", (status) =>
    withRollback(async (db) => {
      await makeGuardedTable(db);
      const refusal = await refusalOf(db, sql`insert into guarded (status) values (${status})`);
      expect(refusal).toBe(mayMove("new", status) ? null : "23514");
    }),
  );

  test.each(submissionStatuses.flatMap((from) => submissionStatuses.map((to) => ({ from, to }))))("moves from $from to $to only where the table does", ({ from, to }) =>
    withRollback(async (db) => {
      await makeGuardedTable(db);
      await put(db, from);
      // A write that keeps the status is no move.
      const isAllowed = from === to || mayMove(from, to);
      expect(await refusalOf(db, sql`update guarded set status = ${to}`)).toBe(isAllowed ? null : "23514");
    }),
  );
});
