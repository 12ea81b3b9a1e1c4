CREATE TABLE "audit_entries" (
	"project_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_label" text NOT NULL,
	"ip_address" text,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"fields" jsonb NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_entries_project_id_seq_pk" PRIMARY KEY("project_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_values" (
	"project_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"field" text NOT NULL,
	"salt" "bytea",
	"sealed" "bytea",
	CONSTRAINT "audit_values_project_id_seq_field_pk" PRIMARY KEY("project_id","seq","field")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"evaluation_id" uuid,
	"outcome" text NOT NULL,
	"codes" text[] NOT NULL,
	"comments" text[] NOT NULL,
	"options_version" integer NOT NULL,
	"member_id" uuid,
	"reviewer" text NOT NULL,
	"reviewer_name" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evaluations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"options_version" integer NOT NULL,
	"evaluated_on" date NOT NULL,
	"hits" text[] NOT NULL,
	"trace" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "images" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"submission_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"original_key" text NOT NULL,
	"display_key" text NOT NULL,
	"thumbnail_key" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"content_type" text NOT NULL,
	"byte_length" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"orientation" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"superseded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"project_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "memberships_project_id_member_id_pk" PRIMARY KEY("project_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"member_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ip_address" text
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"blocked_until" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "project_options" (
	"project_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"options" jsonb NOT NULL,
	"author" text NOT NULL,
	"author_name" text NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "project_options_project_id_version_pk" PRIMARY KEY("project_id","version")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"external_id" text,
	"userid" text,
	"source" text NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"retry_count" integer DEFAULT 0 NOT NULL,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"email" text,
	"full_name" text,
	"birth_date" text,
	"gender" text,
	"nationality" text,
	"issuing_country" text,
	"issuing_country_canonical" text,
	"id_type" text,
	"issue_date" text,
	"expire_date" text,
	"claimed" jsonb,
	"printed" jsonb,
	"mrz" jsonb,
	"numbers" "bytea",
	"document_number_match" "bytea",
	"identity_number_match" "bytea",
	"decision_id" uuid,
	"reviewer" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"pending_at" timestamp (3) with time zone,
	"kyc_result_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone,
	"email_key" text GENERATED ALWAYS AS (lower(btrim(email))) STORED,
	"name_key" text GENERATED ALWAYS AS (lower(coalesce(full_name, ''))) STORED,
	"search_text" text GENERATED ALWAYS AS (' ' || regexp_replace(normalize(lower(coalesce(full_name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(external_id, '') || ' ' || id::text), NFD), '[\u0300-\u036f]', '', 'g')) STORED,
	CONSTRAINT "submissions_status_check" CHECK (status in ('incomplete', 'pending', 'approved', 'rejected', 'deleted')),
	CONSTRAINT "submissions_decided_check" CHECK (status = 'deleted' or (status in ('approved', 'rejected')) = (decision_id is not null)),
	CONSTRAINT "submissions_decided_at_check" CHECK (status = 'deleted' or (decision_id is null) = (decided_at is null)),
	CONSTRAINT "submissions_pending_check" CHECK (status <> 'pending' or pending_at is not null),
	CONSTRAINT "submissions_retry_count_check" CHECK (retry_count between 0 and 3),
	CONSTRAINT "submissions_version_check" CHECK (version >= 1)
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_values" ADD CONSTRAINT "audit_values_project_id_seq_audit_entries_project_id_seq_fk" FOREIGN KEY ("project_id","seq") REFERENCES "public"."audit_entries"("project_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_evaluation_id_evaluations_id_fk" FOREIGN KEY ("evaluation_id") REFERENCES "public"."evaluations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_options" ADD CONSTRAINT "project_options_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_subject_idx" ON "audit_entries" USING btree ("project_id","subject_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entries_action_idx" ON "audit_entries" USING btree ("project_id","action","seq");--> statement-breakpoint
CREATE INDEX "audit_entries_actor_idx" ON "audit_entries" USING btree ("project_id","actor_label","seq");--> statement-breakpoint
CREATE INDEX "audit_entries_at_idx" ON "audit_entries" USING btree ("project_id","at");--> statement-breakpoint
CREATE INDEX "decisions_submission_idx" ON "decisions" USING btree ("submission_id","decided_at");--> statement-breakpoint
CREATE INDEX "evaluations_submission_idx" ON "evaluations" USING btree ("submission_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "images_current_key" ON "images" USING btree ("submission_id","kind") WHERE superseded_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "members_email_key" ON "members" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "memberships_member_idx" ON "memberships" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "sessions_member_idx" ON "sessions" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_slug_key" ON "projects" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_external_id_key" ON "submissions" USING btree ("project_id","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_one_open_per_email_key" ON "submissions" USING btree ("project_id","email_key") WHERE status = 'pending' or (status in ('approved', 'rejected') and released_at is null);--> statement-breakpoint
CREATE INDEX "submissions_email_idx" ON "submissions" USING btree ("project_id","email_key","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "submissions_queue_age_idx" ON "submissions" USING btree ("project_id","pending_at","id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "submissions_queue_name_idx" ON "submissions" USING btree ("project_id","name_key","id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "submissions_created_idx" ON "submissions" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "submissions_name_idx" ON "submissions" USING btree ("project_id","name_key","id");--> statement-breakpoint
CREATE INDEX "submissions_status_idx" ON "submissions" USING btree ("project_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "submissions_search_idx" ON "submissions" USING gin (search_text gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "submissions_queue_search_idx" ON "submissions" USING gin (search_text gin_trgm_ops) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "submissions_queue_flags_idx" ON "submissions" USING gin ("flags") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "submissions_queue_country_idx" ON "submissions" USING btree ("project_id","issuing_country_canonical","pending_at","id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "submissions_document_number_idx" ON "submissions" USING btree ("project_id","document_number_match") WHERE document_number_match is not null;--> statement-breakpoint
CREATE INDEX "submissions_identity_number_idx" ON "submissions" USING btree ("project_id","identity_number_match") WHERE identity_number_match is not null;