import { findMemberByEmail, listMembersOfProject, listProjectsOfMember } from "@/db/queries/members";
import { submissionFilterOf } from "@/lib/http/submission-filter-of";
import { countArrivals, countSubmissions } from "@/lib/services/count-submissions";
import type { DeskContext } from "@/lib/services/find-session";
import { listAudit } from "@/lib/services/list-audit";
import { listSubmissions } from "@/lib/services/list-submissions";
import type { BenchDesk } from "./desk";
import { recordAs, searches } from "./operations";
import type { Script } from "./recorder";

/** Something that the desk reads, whose plans are looked at and whose speed is not measured by itself. */
export interface Reading {
  name: string;
  script: Script;
}

/** Of each filter a value that many rows have and one that none has: both must find an index. */
const filters = [
  "flag=address_document", "flag=warning:fake_id", "country=DEU", "country=DEU&country=KOR", "country=FRA", "idType=passport", "idType=visa", "waiting=72", "waiting=8760",
  "flag=address_document&country=FRA", "q=person&country=FRA", "q=com", "q=%EA%B9%80", "q=%40",
];
const statuses = ["status=approved", "status=incomplete"];

/** Lists by every filter and order, counts, and what else a page reads: the session, the next case, members, the audit log. */
export async function openReadings(desk: BenchDesk): Promise<Reading[]> {
  const readings: Reading[] = [];
  const read = async (name: string, call: (ctx: DeskContext) => Promise<unknown>) => {
    const { script } = await recordAs(desk, null, call);
    readings.push({ name, script });
  };
  const filterOf = (query: string) => submissionFilterOf(new URLSearchParams(query));

  for (const scope of ["queue", "all"])
    for (const query of ["", ...filters, ...(scope === "all" ? statuses : [])]) {
      const whole = `scope=${scope}&${query}`;
      for (const sort of ["age", "-age", "name", "-name"]) await read(`list ${whole}&sort=${sort}`, (ctx) => listSubmissions(ctx, filterOf(`${whole}&sort=${sort}`)));
      await read(`counts ${whole}`, (ctx) => countSubmissions(ctx, filterOf(whole)));
      await read(`arrivals ${whole}`, (ctx) => countArrivals(ctx, filterOf(whole), new Date(ctx.now.getTime() - 60_000)));
    }
  for (const q of searches) await read(`counts of “${q}”`, (ctx) => countSubmissions(ctx, filterOf(new URLSearchParams({ scope: "all", q }).toString())));

  await read("session", () => Promise.resolve());
  await read("sign-in", ({ db, actor }) => Promise.all([findMemberByEmail(db, "nobody@bench.test"), listProjectsOfMember(db, actor.memberId)]));
  await read("members", ({ db, projectId, now }) => listMembersOfProject(db, projectId, now));
  await read("audit", (ctx) => listAudit(ctx, {}));
  await read("audit by action", (ctx) => listAudit(ctx, { action: "submission.approved" }));
  await read("audit of a day", (ctx) => listAudit(ctx, { from: "2024-01-01", to: "2024-01-01" }));
  return readings;
}
