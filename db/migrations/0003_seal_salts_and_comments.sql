ALTER TABLE "decisions" ADD COLUMN "comments_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "status_before_erasure" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_values" DROP COLUMN "salt";--> statement-breakpoint
ALTER TABLE "decisions" DROP COLUMN "comments";--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_outcome_check" CHECK (outcome in ('approved', 'rejected'));--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_codes_check" CHECK ((outcome = 'rejected') = (cardinality(codes) > 0));--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_role_check" CHECK (role in ('viewer', 'agent', 'lead', 'admin'));--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_status_before_erasure_check" CHECK (status_before_erasure is null or (status = 'deleted' and status_before_erasure in ('incomplete', 'pending', 'approved', 'rejected')));