update submissions s set status_before_erasure = coalesce(
  (select d.outcome from decisions d where d.id = s.decision_id),
  case when s.pending_at is null then 'incomplete' else 'pending' end
) where s.status = 'deleted';
--> statement-breakpoint
create or replace function audit_values_check_change() returns trigger language plpgsql as $function$
declare
  erased uuid;
begin
  if tg_op = 'UPDATE' and new.sealed is null and (new.project_id, new.seq, new.field) = (old.project_id, old.seq, old.field) then
    select subject_id::uuid into erased from audit_entries where project_id = old.project_id and seq = old.seq and subject_type = 'submission';
    if exists (select 1 from submissions where id = erased and project_id = old.project_id and status = 'deleted') then
      return new;
    end if;
  end if;
  raise exception 'audit values may only be emptied, and only of an erased submission' using errcode = '23514';
end
$function$;
