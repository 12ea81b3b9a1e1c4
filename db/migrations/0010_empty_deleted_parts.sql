ALTER TABLE "attempts" ALTER COLUMN "trace" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluations" ALTER COLUMN "trace" DROP NOT NULL;--> statement-breakpoint
create or replace function is_deleted_since(project uuid, submission uuid, since bigint) returns boolean language plpgsql stable as $function$
begin
  return exists (select 1 from submissions s where s.id = submission and s.project_id = project and s.status = 'deleted')
    or exists (
      select 1 from audit_entries e
      where e.project_id = project and e.subject_id = submission::text and e.action = 'submission.parts_deleted' and e.seq > since
    );
end
$function$;
--> statement-breakpoint
create or replace function audit_values_check_change() returns trigger language plpgsql as $function$
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
$function$;
--> statement-breakpoint
create or replace function trace_check_change() returns trigger language plpgsql as $function$
begin
  if tg_op = 'UPDATE' and new.trace is null and to_jsonb(new) - 'trace' = to_jsonb(old) - 'trace'
    and is_deleted_since(old.project_id, old.submission_id, 0) then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = '23514';
end
$function$;
--> statement-breakpoint
drop trigger attempts_append_only on attempts;
--> statement-breakpoint
create trigger attempts_append_only before update or delete on attempts for each row execute function trace_check_change();
--> statement-breakpoint
drop trigger evaluations_append_only on evaluations;
--> statement-breakpoint
create trigger evaluations_append_only before update or delete on evaluations for each row execute function trace_check_change();
