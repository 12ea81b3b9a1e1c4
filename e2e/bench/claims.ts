import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { createDatabase, createPool } from "@/db";
import { insertMember, insertMembership } from "@/db/queries/members";
import { env } from "@/lib/env";
import { claimNext } from "@/lib/services/claim-next";
import type { MemberContext } from "@/lib/services/context";
import type { BenchData } from "./desk";
import { record, type Statement } from "./recorder";

/** Milliseconds that one claim took, of all that were made. */
export interface ClaimTimes {
  p50: number;
  p95: number;
  claims: number;
  perSecond: number;
}

export interface ClaimResult {
  service: ClaimTimes;
  /** The statement of the claim through node-postgres alone. */
  raw: ClaimTimes;
  /** p95 of the service to p95 of the statement. */
  ratio: number;
}

interface ClaimPlan {
  agents: number;
  /** Waiting cases of the project that nobody holds: at least as many. */
  claims: number;
}

type Claim = (agent: MemberContext) => Promise<boolean>;

async function makeAgents({ runtime, projectId }: BenchData, pool: Pool, count: number): Promise<MemberContext[]> {
  const { vault, storage } = runtime;
  const db = createDatabase(pool);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const [email, name, now] = [`${randomUUID()}@bench.test`, "Ada Okafor", new Date()];
      const member = await insertMember(db, { email, name, passwordHash: "none", createdAt: now });
      if (member === null) throw new Error("The member exists already.");
      await insertMembership(db, { projectId, memberId: member.id, role: "agent", createdAt: now });
      return { db, vault, storage, projectId, now, ipAddress: null, actor: { kind: "member" as const, memberId: member.id, email, name, role: "agent" as const } };
    }),
  );
}

/** All agents at once, each claiming one case after the other, from a page of its own each time. */
async function run(agents: readonly MemberContext[], claims: number, claim: Claim): Promise<ClaimTimes> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  let left = claims;
  const work = async (agent: MemberContext) => {
    while (left > 0) {
      left -= 1;
      const sentAt = performance.now();
      if (!(await claim(agent))) throw new Error("A claim got nothing: the bench has too few cases.");
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(agents.map(work));
  const seconds = (performance.now() - startedAt) / 1000;
  const sorted = latencies.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), claims: sorted.length, perSecond: sorted.length / seconds };
}

const byService: Claim = async (agent) => (await claimNext({ ...agent, now: new Date() }, { holder: randomUUID(), soft: false, skip: null })).lease !== null;

/** The recorded statement, prepared under a name of its own; member and page are replaced. */
function byStatement(pool: Pool, { text, values }: Statement, recorded: { memberId: string; holder: string }): Claim {
  return async ({ actor }) => {
    const holder = randomUUID();
    const sent = values.map((value) => (value === recorded.memberId ? actor.memberId : value === recorded.holder ? holder : value));
    return (await pool.query({ name: "bench_claim", text, values: sent })).rows.length === 1;
  };
}

/** Everything free again; what PostgreSQL knows of the table is from when cases were held, as on a working day. */
async function freeAll({ runtime, projectId }: BenchData): Promise<void> {
  await runtime.pool.query("analyze queue_entries");
  await runtime.pool.query(
    `update queue_entries set lease_token = lease_token + 1, lease_member_id = null, lease_holder = null, lease_is_soft = false, lease_claimed_at = null, lease_expires_at = null
     where project_id = $1 and lease_member_id is not null`,
    [projectId],
  );
  await runtime.pool.query("vacuum queue_entries");
}

/** Claims by the service beside the same statement alone, over as many connections as agents, after each connection's first. */
export async function measureClaims(data: BenchData, { agents: count, claims }: ClaimPlan): Promise<ClaimResult> {
  const pool = createPool(env().DATABASE_URL, { max: count });
  try {
    const agents = await makeAgents(data, pool, count);
    const [agent] = agents;
    if (!agent) throw new Error("Nobody claims.");
    const holder = randomUUID();
    const [statement] = await record(() => claimNext(agent, { holder, soft: false, skip: null }));
    if (!statement) throw new Error("The claim sent no statement.");
    const raw = byStatement(pool, statement, { memberId: agent.actor.memberId, holder });

    const measured: ClaimTimes[] = [];
    for (const claim of [byService, raw]) {
      // PostgreSQL keeps a plan from a statement's sixth run on.
      await run(agents, Math.min(claims, count * 8), claim);
      await freeAll(data);
      measured.push(await run(agents, claims, claim));
      await freeAll(data);
    }
    const [service, alone] = measured;
    if (!service || !alone) throw new Error("Nothing was measured.");
    return { service, raw: alone, ratio: service.p95 / alone.p95 };
  } finally {
    await pool.end();
  }
}
