DROP INDEX "submissions_approved_person_idx";--> statement-breakpoint
CREATE INDEX "submissions_decided_person_idx" ON "submissions" USING btree ("project_id","birth_date","nationality") WHERE status in ('approved', 'rejected');
--> statement-breakpoint
create trigger attempts_append_only before update or delete on attempts for each row execute function refuse_change();
--> statement-breakpoint
create trigger attempts_no_truncate before truncate on attempts for each statement execute function refuse_change();
