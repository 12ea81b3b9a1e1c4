CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"step" text NOT NULL,
	"number" integer NOT NULL,
	"counts_as_try" boolean NOT NULL,
	"retry_codes" text[] NOT NULL,
	"retry_messages" text[] NOT NULL,
	"face_similarity_score" real,
	"liveness_score" real,
	"checks" jsonb NOT NULL,
	"trace" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attempts_messages_check" CHECK (cardinality(retry_codes) = cardinality(retry_messages))
);
--> statement-breakpoint
CREATE TABLE "bank_authentications" (
	"submission_id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotent_answers" (
	"api_key_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"status" integer,
	"answer" "bytea",
	"runs_until" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotent_answers_api_key_id_route_key_pk" PRIMARY KEY("api_key_id","route","key")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "withdrawn_documents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"country" text NOT NULL,
	"id_type" text NOT NULL,
	"issued_before" date,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "state" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "ocr_raw" "bytea";--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "address" jsonb;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "custom_fields" jsonb;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "custom_options" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "ip_address" text;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "memo" jsonb;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "step1_passed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "step_clock_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "options_version" integer;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "is_out_of_duplicates" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_authentications" ADD CONSTRAINT "bank_authentications_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotent_answers" ADD CONSTRAINT "idempotent_answers_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawn_documents" ADD CONSTRAINT "withdrawn_documents_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_prefix_key" ON "api_keys" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "api_keys_project_idx" ON "api_keys" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "attempts_submission_idx" ON "attempts" USING btree ("submission_id","number");--> statement-breakpoint
CREATE INDEX "idempotent_answers_created_idx" ON "idempotent_answers" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "withdrawn_documents_key" ON "withdrawn_documents" USING btree ("project_id","country","id_type");--> statement-breakpoint
CREATE INDEX "submissions_retried_idx" ON "submissions" USING btree ("project_id","step_clock_at") WHERE status = 'incomplete' and retry_count > 0;--> statement-breakpoint
CREATE INDEX "submissions_ip_idx" ON "submissions" USING btree ("project_id","ip_address","kyc_result_at") WHERE ip_address is not null and released_at is not null;--> statement-breakpoint
CREATE INDEX "submissions_userid_idx" ON "submissions" USING btree ("project_id","userid","created_at") WHERE userid is not null;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_state_check" CHECK (state in ('open', 'stopped', 'closed', 'deleted'));