create or replace function submissions_check_transition() returns trigger language plpgsql as $function$
declare
  allowed boolean;
begin
  if tg_op = 'INSERT' then
    allowed := new.status in ('incomplete', 'pending', 'approved', 'rejected');
  elsif new.status = old.status then
    return new;
  else
    case old.status
    when 'incomplete' then allowed := new.status in ('incomplete', 'pending', 'approved', 'rejected', 'deleted');
    when 'pending' then allowed := new.status in ('approved', 'rejected', 'incomplete', 'deleted');
    when 'approved' then allowed := new.status in ('pending', 'rejected', 'deleted');
    when 'rejected' then allowed := new.status in ('pending', 'approved', 'deleted');
    when 'deleted' then allowed := false;
    end case;
  end if;
  if not allowed then
    raise exception 'a submission may not move from % to %', case when tg_op = 'INSERT' then 'new' else old.status end, new.status
      using errcode = '23514';
  end if;
  return new;
end
$function$;
--> statement-breakpoint
create trigger submissions_transition before insert or update of status on submissions
  for each row execute function submissions_check_transition();
--> statement-breakpoint
create or replace function refuse_change() returns trigger language plpgsql as $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = '23514';
end
$function$;
--> statement-breakpoint
create trigger audit_entries_append_only before update or delete on audit_entries for each row execute function refuse_change();
--> statement-breakpoint
create trigger decisions_append_only before update or delete on decisions for each row execute function refuse_change();
--> statement-breakpoint
create trigger evaluations_append_only before update or delete on evaluations for each row execute function refuse_change();
--> statement-breakpoint
create trigger project_options_append_only before update or delete on project_options for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_entries_no_truncate before truncate on audit_entries for each statement execute function refuse_change();
--> statement-breakpoint
create trigger decisions_no_truncate before truncate on decisions for each statement execute function refuse_change();
--> statement-breakpoint
create trigger evaluations_no_truncate before truncate on evaluations for each statement execute function refuse_change();
--> statement-breakpoint
create trigger project_options_no_truncate before truncate on project_options for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_values_no_truncate before truncate on audit_values for each statement execute function refuse_change();
--> statement-breakpoint
create or replace function audit_values_check_change() returns trigger language plpgsql as $function$
begin
  if tg_op = 'UPDATE' and new.salt is null and new.sealed is null
    and (new.project_id, new.seq, new.field) = (old.project_id, old.seq, old.field) then
    return new;
  end if;
  raise exception 'audit values may only be emptied' using errcode = '23514';
end
$function$;
--> statement-breakpoint
create trigger audit_values_only_emptied before update or delete on audit_values for each row execute function audit_values_check_change();
--> statement-breakpoint
alter table submissions add constraint submissions_decision_id_fk foreign key (decision_id) references decisions (id)
  deferrable initially deferred;
--> statement-breakpoint
create or replace function submissions_check_decision() returns trigger language plpgsql as $function$
begin
  if not exists (
    select 1 from decisions where id = new.decision_id and submission_id = new.id and outcome = new.status
  ) then
    raise exception 'a decided submission needs a decision of its own with the same outcome' using errcode = '23514';
  end if;
  return null;
end
$function$;
--> statement-breakpoint
create constraint trigger submissions_decision after insert or update of status, decision_id on submissions
  deferrable initially deferred for each row when (new.status in ('approved', 'rejected')) execute function submissions_check_decision();
