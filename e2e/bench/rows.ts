import type { Pool } from "pg";
import type { ProjectId } from "@/lib/kyc/ids";

/** Rows `from` to `to`, both included; every so-and-so-many-th of them is pending. */
export interface RowPlan {
  from: number;
  to: number;
  /** Above 0, at most 1. */
  pendingShare: number;
}

const names = [
  "Anna Maria Eriksson", "Kim Haneul", "김하늘", "이서연", "박지우", "남궁수빈", "Oluwaseun Adebayo", "Nguyễn Thị Khánh Linh", "María Fernández",
  "Дмитро Коваленко", "Birutė Basanavičienė", "João Gonçalves", "Zuzanna Wiśniewska", "Chukwuemeka Obi", "王小明", "Siriporn Rattanakosinwong",
  "Josiah Ollivierre", "Luka Horvat", "Katalin Szentgyörgyi", "Maricel Dela Cruz",
];
const countries = ["KOR", "UTO", "HUN", "HRV", "DEU", "NGA", "VNM", "ESP", "LTU", "SVN", "UKR", "THA", "PRT", "UZB", "PHL", "POL"];
const types = ["passport", "government_id", "drivers_license", "residence_permit"];
const waiting = ["field_mismatch:birthDate", "field_mismatch:fullName", "low_confidence:fullName", "not_run:selfie_liveness", "warning:image_edited", "address_document"];

const pick = (list: readonly string[], seed: string) => `(array[${list.map((item) => `'${item}'`).join(",")}])[1 + (${seed}) % ${list.length}]`;

/**
 * Makes the rows inside the database: the same ones every time. Row g is pending when g falls on the plan's stride;
 * others are approved or rejected and have their decision. Triggers sleep while it loads (what they would check is
 * true by construction), and indexes are built by the same inserts that production uses.
 */
export async function makeRows(pool: Pool, projectId: ProjectId, plan: RowPlan, onProgress: (done: number) => void): Promise<void> {
  const stride = Math.max(1, Math.round(1 / plan.pendingShare));
  const batch = 50_000;
  const client = await pool.connect();

  try {
    await client.query("set session_replication_role = replica");
    for (let from = plan.from; from <= plan.to; from += batch) {
      const to = Math.min(plan.to, from + batch - 1);
      await client.query(insertSubmissions(stride), [projectId, from, to]);
      await client.query(insertDecisions, [projectId, from, to]);
      await client.query(insertEntries, [projectId, from, to]);
      onProgress(to);
    }
    await client.query("set session_replication_role = default");
  } finally {
    client.release();
  }
  await pool.query("vacuum analyze submissions");
  await pool.query("vacuum analyze decisions");
  await pool.query("vacuum analyze queue_entries");
}

/** The id of row g. */
export const rowId = (g: string) => `md5('row-' || ${g})::uuid`;

const insertSubmissions = (stride: number) => `
  insert into submissions (id, project_id, external_id, userid, source, status, version, retry_count, flags, email, full_name, birth_date, gender,
    nationality, issuing_country, issuing_country_canonical, id_type, issue_date, expire_date, claimed, decision_id, reviewer,
    created_at, updated_at, pending_at, kyc_result_at, decided_at, released_at)
  select ${rowId("g")}, $1, 'B-' || g, 'B-' || g, 'api', s.status, 1, g % 3, array[${pick(waiting, "g / 50")}], 'person' || g || '@example.com',
    s.name, (date '1950-01-01' + (g * 37 % 18000))::text, case when g % 2 = 0 then 'female' else 'male' end,
    s.country, s.country, s.country, ${pick(types, "g / 3")}, '2019-05-01', '2029-05-01',
    jsonb_build_object('issuingCountry', s.country, 'fullName', s.name, 'birthDate', '1980-01-01', 'nationality', s.country,
      'gender', 'female', 'issueDate', '2019-05-01', 'expireDate', '2029-05-01', 'idType', 'passport'),
    case when s.status = 'pending' then null else md5('decision-' || g)::uuid end,
    case when s.status = 'pending' then null else 'system' end,
    s.at, s.at, s.at, case when s.status = 'pending' then null else s.at end,
    case when s.status = 'pending' then null else s.at end, case when s.status = 'pending' then null else s.at end
  from (
    select g, case when g % ${stride} = 0 then 'pending' when g % 5 = 0 then 'rejected' else 'approved' end as status,
      ${pick(names, "g + g / 50")} || ' ' || (g % 9973) as name, ${pick(countries, "g / 7 + g / 50")} as country,
      timestamptz '2024-01-01T00:00:00Z' + g * interval '20 seconds' as at
    from generate_series($2::int, $3::int) g
  ) s`;

const insertDecisions = `
  insert into decisions (id, project_id, submission_id, outcome, codes, options_version, reviewer, reviewer_name, decided_at)
  select md5('decision-' || substr(external_id, 3))::uuid, project_id, id, status,
    case when status = 'rejected' then array['too_many_retry'] else '{}'::text[] end,
    1, 'system', 'system', decided_at
  from submissions
  where project_id = $1 and external_id in (select 'B-' || g from generate_series($2::int, $3::int) g) and status <> 'pending'`;

/** As the sleeping trigger would have made them. */
const insertEntries = `
  insert into queue_entries (submission_id, project_id, is_waiting, pending_at)
  select id, project_id, true, pending_at from submissions
  where project_id = $1 and external_id in (select 'B-' || g from generate_series($2::int, $3::int) g) and status = 'pending'`;
