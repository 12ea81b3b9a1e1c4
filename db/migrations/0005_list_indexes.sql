DROP INDEX "sessions_member_idx";--> statement-breakpoint
CREATE INDEX "submissions_country_idx" ON "submissions" USING btree ("project_id","issuing_country_canonical","created_at","id");--> statement-breakpoint
CREATE INDEX "submissions_id_type_idx" ON "submissions" USING btree ("project_id","id_type","created_at","id");--> statement-breakpoint
CREATE INDEX "submissions_flags_idx" ON "submissions" USING gin ("flags");--> statement-breakpoint
CREATE INDEX "submissions_queue_id_type_idx" ON "submissions" USING btree ("project_id","id_type","pending_at","id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "submissions_approved_person_idx" ON "submissions" USING btree ("project_id","birth_date","nationality") WHERE status = 'approved';--> statement-breakpoint
CREATE INDEX "sessions_member_idx" ON "sessions" USING btree ("member_id","project_id","created_at");