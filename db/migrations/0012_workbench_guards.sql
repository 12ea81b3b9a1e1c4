create trigger events_append_only before update or delete on events for each row execute function refuse_change();
--> statement-breakpoint
create trigger overturned_decisions_append_only before update or delete on overturned_decisions for each row execute function refuse_change();
--> statement-breakpoint
create trigger events_no_truncate before truncate on events for each statement execute function refuse_change();
--> statement-breakpoint
create trigger overturned_decisions_no_truncate before truncate on overturned_decisions for each statement execute function refuse_change();
--> statement-breakpoint
create or replace function submissions_keep_queue_entry() returns trigger language plpgsql as $function$
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
$function$;
--> statement-breakpoint
create trigger submissions_queue_entry after insert or update of status, pending_at on submissions
  for each row execute function submissions_keep_queue_entry();
--> statement-breakpoint
create or replace function queue_entries_check_token() returns trigger language plpgsql as $function$
begin
  if new.lease_token < old.lease_token or (new.lease_token = old.lease_token and new.lease_holder is distinct from old.lease_holder) then
    raise exception 'the token of a lease only grows, and grows with every holder' using errcode = '23514';
  end if;
  return new;
end
$function$;
--> statement-breakpoint
create trigger queue_entries_token before update on queue_entries for each row execute function queue_entries_check_token();
--> statement-breakpoint
insert into queue_entries (submission_id, project_id, is_waiting, pending_at) select id, project_id, true, pending_at from submissions where status = 'pending';
