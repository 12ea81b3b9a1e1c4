import { transitionsSql } from "@/lib/kyc/review/transitions-sql";

const appendOnly = ["attempts", "audit_entries", "decisions", "evaluations", "events", "overturned_decisions", "project_options"];
/** Their traces may be emptied once parts of the submission were deleted. */
const hasTrace = ["attempts", "evaluations"];

/** A case that becomes pending has its place in the queue, and loses its lease when it is not pending any more. */
const queueGuards = [
  `create or replace function submissions_keep_queue_entry() returns trigger language plpgsql as $function$
begin
  if new.status = 'pending' then
    insert into queue_entries (submission_id, project_id, is_waiting, pending_at) values (new.id, new.project_id, true, new.pending_at)
    on conflict (submission_id) do update set is_waiting = true, pending_at = excluded.pending_at;
  elsif tg_op = 'UPDATE' and old.status = 'pending' then
    update queue_entries set is_waiting = false, barred_member_id = null, lease_token = lease_token + 1, lease_member_id = null, lease_holder = null,
      lease_is_soft = false, lease_claimed_at = null, lease_expires_at = null where submission_id = new.id;
  end if;
  return null;
end
$function$;`,
  `create trigger submissions_queue_entry after insert or update of status, pending_at on submissions
  for each row execute function submissions_keep_queue_entry();`,
  `create or replace function queue_entries_check_token() returns trigger language plpgsql as $function$
begin
  if new.lease_token < old.lease_token or (new.lease_token = old.lease_token and new.lease_holder is distinct from old.lease_holder) then
    raise exception 'the token of a lease only grows, and grows with every holder' using errcode = '23514';
  end if;
  return new;
end
$function$;`,
  "create trigger queue_entries_token before update on queue_entries for each row execute function queue_entries_check_token();",
];

/** What sealed values of the past may be emptied, and when. */
const emptiedGuards = [
  `create or replace function is_deleted_since(project uuid, submission uuid, since bigint) returns boolean language plpgsql stable as $function$
begin
  return exists (select 1 from submissions s where s.id = submission and s.project_id = project and s.status = 'deleted')
    or exists (
      select 1 from audit_entries e
      where e.project_id = project and e.subject_id = submission::text and e.action = 'submission.parts_deleted' and e.seq > since
    );
end
$function$;`,
  `create or replace function audit_values_check_change() returns trigger language plpgsql as $function$
declare
  subject uuid;
begin
  if tg_op = 'UPDATE' and new.sealed is null and (new.project_id, new.seq, new.field) = (old.project_id, old.seq, old.field) then
    select subject_id::uuid into subject from audit_entries where project_id = old.project_id and seq = old.seq and subject_type = 'submission';
    if is_deleted_since(old.project_id, subject, old.seq) then
      return new;
    end if;
  end if;
  raise exception 'audit values may only be emptied, and only of a submission that was erased or cut down later' using errcode = '23514';
end
$function$;`,
  `create or replace function trace_check_change() returns trigger language plpgsql as $function$
begin
  if tg_op = 'UPDATE' and new.trace is null and to_jsonb(new) - 'trace' = to_jsonb(old) - 'trace'
    and is_deleted_since(old.project_id, old.submission_id, 0) then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = '23514';
end
$function$;`,
];

/** What the database refuses, whoever writes: the guards as they stand. A migration brings those that changed. */
export function guardsSql(): string {
  const statements = [
    transitionsSql(),
    `create trigger submissions_transition before insert or update of status on submissions
  for each row execute function submissions_check_transition();`,
    `create or replace function refuse_change() returns trigger language plpgsql as $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = '23514';
end
$function$;`,
    ...emptiedGuards,
    ...appendOnly.map((table) => `create trigger ${table}_append_only before update or delete on ${table} for each row execute function ${hasTrace.includes(table) ? "trace_check_change" : "refuse_change"}();`),
    ...[...appendOnly, "audit_values"].map(
      (table) => `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function refuse_change();`,
    ),
    "create trigger audit_values_only_emptied before update or delete on audit_values for each row execute function audit_values_check_change();",
    `alter table submissions add constraint submissions_decision_id_fk foreign key (decision_id) references decisions (id)
  deferrable initially deferred;`,
    `create or replace function submissions_check_decision() returns trigger language plpgsql as $function$
begin
  if not exists (
    select 1 from decisions where id = new.decision_id and submission_id = new.id and outcome = new.status
  ) then
    raise exception 'a decided submission needs a decision of its own with the same outcome' using errcode = '23514';
  end if;
  return null;
end
$function$;`,
    `create constraint trigger submissions_decision after insert or update of status, decision_id on submissions
  deferrable initially deferred for each row when (new.status in ('approved', 'rejected')) execute function submissions_check_decision();`,
    ...queueGuards,
  ];
  return `${statements.join("\n--> statement-breakpoint\n")}\n`;
}
