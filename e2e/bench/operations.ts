import type { SubmissionScope } from "@/lib/contracts/submission-filter";
import { submissionFilterOf } from "@/lib/http/submission-filter-of";
import { correctFields } from "@/lib/services/correct-fields";
import type { DeskContext } from "@/lib/services/find-session";
import { getSubmission } from "@/lib/services/get-submission";
import { listSubmissions } from "@/lib/services/list-submissions";
import { recordDecision } from "@/lib/services/record-decision";
import type { BenchData, BenchDesk } from "./desk";
import { benchLease } from "./hold-cases";
import type { LoadRequest } from "./load";
import { record } from "./recorder";
import type { Recording } from "./replay";

export const operationNames = ["queue, first page", "queue, deep page", "all, first page", "all, deep page", "search", "open", "correct", "decide"] as const;
export type OperationName = (typeof operationNames)[number];

/** One thing that people do at the desk, as requests and as the statements behind them. */
export interface Operation {
  name: OperationName;
  /** To reach at 16 connections: this share of the bare server's requests a second. */
  share: number;
  /** A write needs a case for every request. */
  isWrite: boolean;
  recordings: Recording[];
  /** The n-th request to the desk; `id` is the case that it is about. */
  request(n: number, id: string): LoadRequest;
}

export const searches = ["하늘 1", "수빈", "person1234", "eriksson 7", "Nguyễn Thị", "kovalenko 99", "applicant77", "B-1500"];

export async function recordAs(desk: BenchDesk, caseId: string | null, call: (ctx: DeskContext) => Promise<unknown>): Promise<Recording> {
  const { projectId, sessionId, actor } = await desk.context();
  // The session is looked up at every request, so it is part of what is replayed.
  const script = await record(async () => call(await desk.context()));
  return { script, caseId, fixedIds: [projectId, sessionId, actor.memberId] };
}

async function listOperation(desk: BenchDesk, name: OperationName, queries: string[]): Promise<Operation> {
  const recordings: Recording[] = [];
  for (const query of queries) recordings.push(await recordAs(desk, null, (ctx) => listSubmissions(ctx, submissionFilterOf(new URLSearchParams(query)))));
  const pathOf = (n: number) => `/api/submissions?${queries[n % queries.length]}`;
  return { name, share: name === "search" ? 1 / 1.5 : 1 / 4, isWrite: false, recordings, request: (n) => ({ method: "GET", path: pathOf(n) }) };
}

/** Cursors behind nine tenths of the rows. */
async function deepQueries({ runtime, projectId }: BenchData, scope: SubmissionScope): Promise<string[]> {
  const [condition, order] = scope === "queue" ? ["and status = 'pending'", "pending_at, id"] : ["", "created_at desc, id desc"];
  const { rows } = await runtime.pool.query<{ id: string }>(
    `with total as (select count(*) as rows from submissions where project_id = $1 ${condition})
     select id from submissions where project_id = $1 ${condition} order by ${order} limit 8 offset (select (rows * 0.9)::bigint from total)`,
    [projectId],
  );
  return rows.map((row) => `scope=${scope}&after=${row.id}`);
}

const correction = { fields: { fullName: "Kim Min-seo" } };
const approval = { outcome: "approved" as const };

/** Records every operation. `sample` is a pending case that the bench holds and nothing else uses: it is corrected and decided here. */
export async function openOperations(data: BenchData, desk: BenchDesk, sample: string): Promise<Operation[]> {
  const write = (method: "PATCH" | "POST", path: string, body: object) => ({ method, path, body: JSON.stringify(body) });
  const opened = await recordAs(desk, sample, (ctx) => getSubmission(ctx, sample));
  const corrected = await recordAs(desk, sample, (ctx) => correctFields(ctx, sample, { version: 1, lease: benchLease, ...correction }));
  const decided = await recordAs(desk, sample, (ctx) => recordDecision(ctx, sample, { version: 2, lease: benchLease, ...approval }));

  return [
    await listOperation(desk, "queue, first page", ["scope=queue"]),
    await listOperation(desk, "queue, deep page", await deepQueries(data, "queue")),
    await listOperation(desk, "all, first page", ["scope=all"]),
    await listOperation(desk, "all, deep page", await deepQueries(data, "all")),
    await listOperation(desk, "search", searches.map((q) => `scope=all&q=${encodeURIComponent(q)}`)),
    { name: "open", share: 1 / 6, isWrite: false, recordings: [opened], request: (_n, id) => ({ method: "GET", path: `/api/submissions/${id}` }) },
    {
      name: "correct", share: 1 / 6, isWrite: true, recordings: [corrected],
      request: (_n, id) => write("PATCH", `/api/submissions/${id}/fields`, { version: 1, lease: benchLease, ...correction }),
    },
    {
      name: "decide", share: 1 / 6, isWrite: true, recordings: [decided],
      request: (_n, id) => write("POST", `/api/submissions/${id}/decision`, { version: 2, lease: benchLease, ...approval }),
    },
  ];
}
