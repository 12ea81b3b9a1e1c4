CREATE TABLE "note_images" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"note_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"original_key" text NOT NULL,
	"display_key" text NOT NULL,
	"thumbnail_key" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"content_type" text NOT NULL,
	"byte_length" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"orientation" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "note_mentions" (
	"note_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "note_mentions_note_id_member_id_pk" PRIMARY KEY("note_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"member_name" text NOT NULL,
	"body" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "text_templates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "text_templates_version_check" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "overturned_decisions" (
	"decision_id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"member_id" uuid,
	"member_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "overturned_decisions_kind_check" CHECK (kind in ('undone', 'reopened', 'changed'))
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"outcome" text NOT NULL,
	"codes" text[] NOT NULL,
	"sealed" "bytea" NOT NULL,
	"maker_id" uuid,
	"maker" text NOT NULL,
	"maker_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"closed_by_id" uuid,
	"closed_by_name" text,
	"closed_at" timestamp (3) with time zone,
	"note_sealed" "bytea",
	CONSTRAINT "proposals_state_check" CHECK (state in ('open', 'confirmed', 'sent_back', 'withdrawn', 'overtaken')),
	CONSTRAINT "proposals_closed_check" CHECK ((state = 'open') = (closed_at is null)),
	CONSTRAINT "proposals_outcome_check" CHECK (outcome in ('approved', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "resubmission_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"codes" text[] NOT NULL,
	"comments_sealed" "bytea",
	"member_id" uuid NOT NULL,
	"member_name" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "resubmission_requests_kind_check" CHECK (kind in ('idImage', 'selfieImage', 'addressImage'))
);
--> statement-breakpoint
CREATE TABLE "case_drafts" (
	"submission_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "case_drafts_submission_id_member_id_pk" PRIMARY KEY("submission_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "case_skips" (
	"member_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"skipped_on" date NOT NULL,
	CONSTRAINT "case_skips_member_id_submission_id_pk" PRIMARY KEY("member_id","submission_id")
);
--> statement-breakpoint
CREATE TABLE "queue_entries" (
	"submission_id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"is_waiting" boolean NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"is_priority_by_hand" boolean DEFAULT false NOT NULL,
	"pending_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"sla_used_ms" bigint DEFAULT 0 NOT NULL,
	"breached_at" timestamp (3) with time zone,
	"assignee_id" uuid,
	"barred_member_id" uuid,
	"lease_token" bigint DEFAULT 0 NOT NULL,
	"lease_member_id" uuid,
	"lease_holder" uuid,
	"lease_is_soft" boolean DEFAULT false NOT NULL,
	"lease_claimed_at" timestamp (3) with time zone,
	"lease_expires_at" timestamp (3) with time zone,
	CONSTRAINT "queue_entries_lease_check" CHECK ((lease_member_id is null) = (lease_holder is null) and (lease_member_id is null) = (lease_expires_at is null) and (lease_member_id is null) = (lease_claimed_at is null)),
	CONSTRAINT "queue_entries_waiting_check" CHECK (is_waiting or lease_member_id is null)
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"owner_id" uuid,
	"scope" text NOT NULL,
	"name" text NOT NULL,
	"params" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_views_scope_check" CHECK (scope in ('queue', 'all'))
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "before_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "confirmer_id" uuid;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "confirmer" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "confirmer_name" text;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "release_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "resubmission_kind" text;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "resubmitted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "note_images" ADD CONSTRAINT "note_images_note_id_notes_id_fk" FOREIGN KEY ("note_id") REFERENCES "public"."notes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_images" ADD CONSTRAINT "note_images_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_mentions" ADD CONSTRAINT "note_mentions_note_id_notes_id_fk" FOREIGN KEY ("note_id") REFERENCES "public"."notes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_mentions" ADD CONSTRAINT "note_mentions_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overturned_decisions" ADD CONSTRAINT "overturned_decisions_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overturned_decisions" ADD CONSTRAINT "overturned_decisions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_maker_id_members_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_closed_by_id_members_id_fk" FOREIGN KEY ("closed_by_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resubmission_requests" ADD CONSTRAINT "resubmission_requests_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resubmission_requests" ADD CONSTRAINT "resubmission_requests_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_drafts" ADD CONSTRAINT "case_drafts_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_drafts" ADD CONSTRAINT "case_drafts_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_skips" ADD CONSTRAINT "case_skips_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_skips" ADD CONSTRAINT "case_skips_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_entries" ADD CONSTRAINT "queue_entries_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_entries" ADD CONSTRAINT "queue_entries_assignee_id_members_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_entries" ADD CONSTRAINT "queue_entries_barred_member_id_members_id_fk" FOREIGN KEY ("barred_member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_entries" ADD CONSTRAINT "queue_entries_lease_member_id_members_id_fk" FOREIGN KEY ("lease_member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_members_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "note_images_position_key" ON "note_images" USING btree ("note_id","position");--> statement-breakpoint
CREATE INDEX "note_images_submission_idx" ON "note_images" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "note_mentions_inbox_idx" ON "note_mentions" USING btree ("project_id","member_id","created_at" DESC NULLS LAST,"note_id");--> statement-breakpoint
CREATE INDEX "note_mentions_unread_idx" ON "note_mentions" USING btree ("project_id","member_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notes_submission_idx" ON "notes" USING btree ("submission_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "text_templates_title_key" ON "text_templates" USING btree ("project_id","language",lower("title"));--> statement-breakpoint
CREATE INDEX "events_project_idx" ON "events" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "events_submission_idx" ON "events" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "overturned_decisions_submission_idx" ON "overturned_decisions" USING btree ("submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_one_open_key" ON "proposals" USING btree ("submission_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "proposals_submission_idx" ON "proposals" USING btree ("submission_id","created_at");--> statement-breakpoint
CREATE INDEX "proposals_waiting_idx" ON "proposals" USING btree ("project_id","created_at") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "resubmission_requests_one_open_key" ON "resubmission_requests" USING btree ("submission_id") WHERE answered_at is null and closed_at is null;--> statement-breakpoint
CREATE INDEX "resubmission_requests_submission_idx" ON "resubmission_requests" USING btree ("submission_id","requested_at");--> statement-breakpoint
CREATE INDEX "resubmission_requests_open_idx" ON "resubmission_requests" USING btree ("project_id","requested_at") WHERE answered_at is null and closed_at is null;--> statement-breakpoint
CREATE INDEX "queue_entries_free_idx" ON "queue_entries" USING btree ("project_id","priority" DESC NULLS LAST,"due_at","pending_at","submission_id") WHERE is_waiting and lease_member_id is null and assignee_id is null;--> statement-breakpoint
CREATE INDEX "queue_entries_assigned_idx" ON "queue_entries" USING btree ("project_id","assignee_id","priority" DESC NULLS LAST,"due_at","pending_at","submission_id") WHERE is_waiting and assignee_id is not null;--> statement-breakpoint
CREATE INDEX "queue_entries_expiry_idx" ON "queue_entries" USING btree ("project_id","lease_expires_at") WHERE lease_member_id is not null;--> statement-breakpoint
CREATE INDEX "queue_entries_member_idx" ON "queue_entries" USING btree ("lease_member_id","lease_holder") WHERE lease_member_id is not null;--> statement-breakpoint
CREATE INDEX "queue_entries_due_idx" ON "queue_entries" USING btree ("project_id","due_at","submission_id") WHERE is_waiting and due_at is not null;--> statement-breakpoint
CREATE INDEX "queue_entries_breach_idx" ON "queue_entries" USING btree ("project_id","due_at") WHERE is_waiting and breached_at is null and due_at is not null;--> statement-breakpoint
CREATE INDEX "saved_views_project_idx" ON "saved_views" USING btree ("project_id","owner_id");--> statement-breakpoint
CREATE INDEX "submissions_release_idx" ON "submissions" USING btree ("release_due_at") WHERE release_due_at is not null;--> statement-breakpoint
CREATE INDEX "submissions_precedents_idx" ON "submissions" USING btree ("project_id","issuing_country_canonical","id_type","kyc_result_at" DESC NULLS LAST) WHERE status in ('approved', 'rejected');--> statement-breakpoint
CREATE INDEX "submissions_birth_date_idx" ON "submissions" USING btree ("project_id","birth_date") WHERE birth_date is not null;--> statement-breakpoint
CREATE INDEX "submissions_address_idx" ON "submissions" USING btree ("project_id",md5(regexp_replace(lower(btrim(coalesce(submissions.address->>'formatted', submissions.address->>'input', coalesce(submissions.address->>'street', '') || ' ' || coalesce(submissions.address->>'zipcode', '') || ' ' || coalesce(submissions.address->>'city', '') || ' ' || coalesce(submissions.address->>'country', '')))), '\s+', ' ', 'g'))) WHERE address is not null;--> statement-breakpoint
CREATE INDEX "submissions_ip_person_idx" ON "submissions" USING btree ("project_id","ip_address","created_at" DESC NULLS LAST) WHERE ip_address is not null;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_release_check" CHECK (release_due_at is null or (status in ('approved', 'rejected') and released_at is null));--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_resubmission_check" CHECK (resubmission_kind is null or (status = 'incomplete' and resubmission_kind in ('idImage', 'selfieImage', 'addressImage')));