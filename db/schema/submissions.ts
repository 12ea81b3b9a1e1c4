import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { PlainFields } from "@/lib/kyc/fields";
import type { Flag } from "@/lib/kyc/flags";
import type { ProjectId } from "@/lib/kyc/ids";
import type { Address, AddressPart } from "@/lib/kyc/intake/address";
import type { CustomOptions } from "@/lib/kyc/intake/custom-options";
import type { IdType } from "@/lib/kyc/id-type";
import type { SubmissionStatus } from "@/lib/kyc/review/transitions";
import { bytes, instant } from "./columns";
import { projects } from "./projects";

/** What two addresses are the same by: as the map service wrote it, else as it was typed, else its parts; without case and double spaces. */
export const addressKey = (table: "o" | "me" | "submissions") => {
  const part = (name: AddressPart) => sql.raw(`${table}.address->>'${name}'`);
  const parts = sql`coalesce(${part("street")}, '') || ' ' || coalesce(${part("zipcode")}, '') || ' ' || coalesce(${part("city")}, '') || ' ' || coalesce(${part("country")}, '')`;
  return sql`md5(regexp_replace(lower(btrim(coalesce(${part("formatted")}, ${part("input")}, ${parts}))), '\\s+', ' ', 'g'))`;
};

/** What rules and decisions use stands in columns; the other layers beside it, their numbers sealed. */
export const submissions = pgTable(
  "submissions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    projectId: uuid("project_id").$type<ProjectId>().notNull().references(() => projects.id),
    externalId: text("external_id"),
    userid: text("userid"),
    source: text("source").$type<"api" | "import" | "migration">().notNull(),
    status: text("status").$type<SubmissionStatus>().notNull(),
    /** Of an erased one, what it was; null for every other. */
    statusBeforeErasure: text("status_before_erasure").$type<Exclude<SubmissionStatus, "deleted">>(),
    /** Grows by one with every change: a write names the version it saw. */
    version: integer("version").notNull().default(1),
    retryCount: integer("retry_count").notNull().default(0),
    flags: text("flags").array().$type<Flag[]>().notNull().default([]),

    email: text("email"),
    fullName: text("full_name"),
    birthDate: text("birth_date"),
    gender: text("gender"),
    nationality: text("nationality"),
    /** As given: D stays D. */
    issuingCountry: text("issuing_country"),
    /** Canonical: D is DEU. Filters and rules read this one. */
    issuingCountryCanonical: text("issuing_country_canonical"),
    idType: text("id_type").$type<IdType>(),
    issueDate: text("issue_date"),
    expireDate: text("expire_date"),

    claimed: jsonb("claimed").$type<PlainFields>(),
    printed: jsonb("printed").$type<PlainFields>(),
    mrz: jsonb("mrz").$type<PlainFields>(),
    /** Sealed JSON, `SealedNumbers`: document and identity number of every layer and of final. */
    numbers: bytes("numbers"),
    documentNumberMatch: bytes("document_number_match"),
    identityNumberMatch: bytes("identity_number_match"),

    /** Sealed JSON of what the engines answered, as it came. */
    ocrRaw: bytes("ocr_raw"),
    address: jsonb("address").$type<Address>(),
    /** cf1, cf2, cf3: the client's own. */
    customFields: jsonb("custom_fields").$type<(string | null)[]>(),
    customOptions: jsonb("custom_options").$type<CustomOptions>().notNull().default({}),
    ipAddress: text("ip_address"),
    memo: jsonb("memo").$type<{ text: string; updatedAt: string }>(),
    /** When Step 1 succeeded; `null` while it is to be done. */
    step1PassedAt: instant("step1_passed_at"),
    /** From when on the 72 hours of Step 2 and the project's time-out count. */
    stepClockAt: instant("step_clock_at"),
    /** Of the version that a decision or the last step was made under. */
    optionsVersion: integer("options_version"),
    /** Parts of it were deleted: nobody is a duplicate of it any more. */
    isOutOfDuplicates: boolean("is_out_of_duplicates").notNull().default(false),

    decisionId: uuid("decision_id"),
    /** E-mail of the member who decided, or "system". */
    reviewer: text("reviewer"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    pendingAt: instant("pending_at"),
    kycResultAt: instant("kyc_result_at"),
    decidedAt: instant("decided_at"),
    /** When the outside was told; equal to decided_at where there is no grace period. */
    releasedAt: instant("released_at"),
    /** When the grace period of a decision is over; null once it is released, and of what needs none. */
    releaseDueAt: instant("release_due_at"),
    /** What the applicant was asked to send again, while the case is incomplete for it. */
    resubmissionKind: text("resubmission_kind").$type<"idImage" | "selfieImage" | "addressImage">(),
    /** When what was asked for last came. */
    resubmittedAt: instant("resubmitted_at"),

    emailKey: text("email_key").generatedAlwaysAs(sql`lower(btrim(email))`),
    nameKey: text("name_key").generatedAlwaysAs(sql`lower(coalesce(full_name, ''))`),
    /**
     * Hangul as its letters, so that two syllables have trigrams; Latin without accents. Begins with a space, so that a
     * term of one or two letters can be found at the start of a word. `searchable` in db/queries writes terms alike.
     */
    searchText: text("search_text").generatedAlwaysAs(
      sql`' ' || regexp_replace(normalize(lower(coalesce(full_name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(external_id, '') || ' ' || id::text), NFD), '[\\u0300-\\u036f]', '', 'g')`,
    ),
  },
  (table) => [
    uniqueIndex("submissions_external_id_key").on(table.projectId, table.externalId).where(sql`external_id is not null`),
    // One case per e-mail: pending, or decided and not yet released.
    uniqueIndex("submissions_one_open_per_email_key")
      .on(table.projectId, table.emailKey)
      .where(sql`status = 'pending' or (status in ('approved', 'rejected') and released_at is null)`),
    // Earlier submissions of the same person.
    index("submissions_email_idx").on(table.projectId, table.emailKey, table.createdAt.desc()),
    // The queue, by age and by name.
    index("submissions_queue_age_idx").on(table.projectId, table.pendingAt, table.id).where(sql`status = 'pending'`),
    index("submissions_queue_name_idx").on(table.projectId, table.nameKey, table.id).where(sql`status = 'pending'`),
    // Everything, by age and by name.
    index("submissions_created_idx").on(table.projectId, table.createdAt, table.id),
    index("submissions_name_idx").on(table.projectId, table.nameKey, table.id),
    index("submissions_status_idx").on(table.projectId, table.status, table.createdAt, table.id),
    // Everything of one country or kind of document, by age, and what has a flag: a rare one would else be sought row by row.
    index("submissions_country_idx").on(table.projectId, table.issuingCountryCanonical, table.createdAt, table.id),
    index("submissions_id_type_idx").on(table.projectId, table.idType, table.createdAt, table.id),
    index("submissions_flags_idx").using("gin", table.flags),
    // Search; the queue's own is small, so a common term costs what is pending and no more.
    index("submissions_search_idx").using("gin", sql`search_text gin_trgm_ops`),
    index("submissions_queue_search_idx").using("gin", sql`search_text gin_trgm_ops`).where(sql`status = 'pending'`),
    index("submissions_queue_flags_idx").using("gin", table.flags).where(sql`status = 'pending'`),
    index("submissions_queue_country_idx")
      .on(table.projectId, table.issuingCountryCanonical, table.pendingAt, table.id)
      .where(sql`status = 'pending'`),
    // The time-out job.
    index("submissions_retried_idx").on(table.projectId, table.stepClockAt).where(sql`status = 'incomplete' and retry_count > 0`),
    // The job that releases decisions.
    index("submissions_release_idx").on(table.releaseDueAt).where(sql`release_due_at is not null`),
    // Precedents: how cases of this kind were decided last.
    index("submissions_precedents_idx")
      .on(table.projectId, table.issuingCountryCanonical, table.idType, table.kycResultAt.desc())
      .where(sql`status in ('approved', 'rejected')`),
    // The person behind a case.
    index("submissions_birth_date_idx").on(table.projectId, table.birthDate).where(sql`birth_date is not null`),
    index("submissions_address_idx").on(table.projectId, addressKey("submissions")).where(sql`address is not null`),
    index("submissions_ip_person_idx").on(table.projectId, table.ipAddress, table.createdAt.desc()).where(sql`ip_address is not null`),
    // Rejected and Approved Period by address.
    index("submissions_ip_idx").on(table.projectId, table.ipAddress, table.kycResultAt).where(sql`ip_address is not null and released_at is not null`),
    // Queries of the API by the client's own id.
    index("submissions_userid_idx").on(table.projectId, table.userid, table.createdAt).where(sql`userid is not null`),
    index("submissions_queue_id_type_idx").on(table.projectId, table.idType, table.pendingAt, table.id).where(sql`status = 'pending'`),
    // Duplicates and periods: by person, whose names are then compared, and by match hash.
    index("submissions_decided_person_idx").on(table.projectId, table.birthDate, table.nationality).where(sql`status in ('approved', 'rejected')`),
    index("submissions_document_number_idx").on(table.projectId, table.documentNumberMatch).where(sql`document_number_match is not null`),
    index("submissions_identity_number_idx").on(table.projectId, table.identityNumberMatch).where(sql`identity_number_match is not null`),
    check("submissions_status_check", sql`status in ('incomplete', 'pending', 'approved', 'rejected', 'deleted')`),
    check(
      "submissions_status_before_erasure_check",
      sql`status_before_erasure is null or (status = 'deleted' and status_before_erasure in ('incomplete', 'pending', 'approved', 'rejected'))`,
    ),
    check("submissions_decided_check", sql`status = 'deleted' or (status in ('approved', 'rejected')) = (decision_id is not null)`),
    check("submissions_decided_at_check", sql`status = 'deleted' or (decision_id is null) = (decided_at is null)`),
    check("submissions_pending_check", sql`status <> 'pending' or pending_at is not null`),
    check("submissions_release_check", sql`release_due_at is null or (status in ('approved', 'rejected') and released_at is null)`),
    check("submissions_resubmission_check", sql`resubmission_kind is null or (status = 'incomplete' and resubmission_kind in ('idImage', 'selfieImage', 'addressImage'))`),
    check("submissions_retry_count_check", sql`retry_count between 0 and 3`),
    check("submissions_version_check", sql`version >= 1`),
  ],
);

export type SubmissionRow = typeof submissions.$inferSelect;
