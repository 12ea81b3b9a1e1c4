import type { BenchData, BenchDesk } from "./desk";

/** What every measured write is held by: one page that holds as many cases as there are writes. */
export const benchLease = { holder: "5d0e9a54-7d0b-4f5e-9a0e-2b6c1f3a7d10", token: 1 };

/** Gives that page cases that nobody held before, for longer than a bench lasts. */
export async function holdCases({ runtime, projectId }: BenchData, desk: BenchDesk, ids: readonly string[]): Promise<void> {
  const { actor } = await desk.context();
  const { rowCount } = await runtime.pool.query(
    `update queue_entries set lease_token = $1, lease_member_id = $2, lease_holder = $3, lease_claimed_at = now(), lease_expires_at = now() + interval '1 day'
     where project_id = $4 and submission_id = any($5) and lease_token = 0`,
    [benchLease.token, actor.memberId, benchLease.holder, projectId, ids],
  );
  if (rowCount !== ids.length) throw new Error("A case of the bench was held before.");
}
