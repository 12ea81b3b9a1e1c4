update idempotent_answers set answer = null;--> statement-breakpoint
ALTER TABLE "idempotent_answers" ADD COLUMN "submission_id" uuid;--> statement-breakpoint
ALTER TABLE "idempotent_answers" ADD CONSTRAINT "idempotent_answers_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotent_answers" ADD CONSTRAINT "idempotent_answers_submission_check" CHECK ((answer is null) = (submission_id is null));