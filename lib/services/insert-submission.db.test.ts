import { eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import type { Database } from "@/db";
import { submissions } from "@/db/schema/submissions";
import { asClient } from "@/db/test/as-client";
import { makeContext, withRole } from "@/db/test/make-context";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { readItemQuery } from "@/lib/contracts/v3/query";
import { ApiRefusal } from "@/lib/errors";
import type { Vault } from "@/lib/vault/vault";
import type { ApiContext, MemberContext } from "./context";
import { imageLinker, linkKeyOf } from "./image-link";
import { insertSubmission } from "./insert-submission";
import { querySubmissions } from "./query-submissions";
import { verifyAudit } from "./verify-audit";

vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1/nothing");
vi.stubEnv("IMAGES_DIR", "images");
vi.stubEnv("KEYS_DIR", "keys");
vi.stubEnv("MASTER_KEY", Buffer.alloc(32, 7).toString("base64"));
vi.stubEnv("NEXTAUTH_SECRET", "a secret of thirty-two letters or more");
vi.stubEnv("LOG_LEVEL", "silent");

const stores = testStores();

const withClient = (body: (client: ApiContext, lead: MemberContext, db: Database) => Promise<void>) =>
  withRollback(async (db) => {
    const lead = await makeContext(db, stores, "lead");
    await body((await asClient(lead)).client, lead, db);
  });

const least = (lead: MemberContext) => ({
  admin: lead.actor.email, email: "Anna@example.com", fullName: "Anna Example", birthDate: "1994-05-12", kycStatus: "approved", idType: "passport", issuingCountry: "deu",
});

const everything = {
  nationality: "DEU", gender: "female", issueDate: "2020-01-01", expireDate: "2030-01-01", ipAddress: "2001:db8::7", identityNumber: "I 1", documentNumber: "D 1", address_city: "Köln",
  address_country: "Germany", address_state: "NRW", address_street: "Domkloster 4", address_full: "Domkloster 4, Köln", cf1: "1", cf2: "2", cf3: "3", userid: "u-1",
};

async function refusalOf(client: ApiContext, db: Database, sent: Record<string, unknown>): Promise<unknown> {
  const refusal = await insertSubmission(client, sent, "Asia/Seoul").catch((error: unknown) => error);
  expect(await db.select().from(submissions).where(eq(submissions.projectId, client.projectId))).toEqual([]);
  return refusal instanceof ApiRefusal ? refusal.body : refusal;
}

describe("an insert", () => {
  test("stores what was decided elsewhere, released at once, and the query shows all of it", () =>
    withClient(async (client, lead, db) => {
      const { submissionId } = await insertSubmission(client, { ...least(lead), ...everything }, "Asia/Seoul");
      const query = readItemQuery(new URLSearchParams({ submission_id: submissionId }));
      if ("refusal" in query) throw new Error(query.refusal);
      const { Items } = await querySubmissions(client, query, imageLinker(linkKeyOf("x"), "https://desk.test", client.now));
      expect(Items).toMatchObject([
        {
          email: "Anna@example.com", userid: "u-1", reviewer: lead.actor.email, kyc_result_at: client.now.toISOString(), pending_at: null,
          kyc: { result: "approved", comment: [], commentCode: [], attempts: [] },
          data: {
            full_name: "Anna Example", nationality: "DEU", date_of_birth: "1994-05-12", idcard_issuingCountry: "DEU", identityNumber: "I 1", documentNumber: "D 1", address_city: "Köln",
            address_formatted: "Domkloster 4, Köln", cf1: "1", cf2: "2", cf3: "3", ip_address: "2001:db8::7",
          },
        },
      ]);
      expect(await verifyAudit(db, client.vault, client.projectId)).toMatchObject({ whole: true });
    }));

  test("that was rejected has a code and a text that says where it was", () =>
    withClient(async (client, lead, db) => {
      const { submissionId } = await insertSubmission(client, { ...least(lead), kycStatus: "rejected", fullName: "王小明" }, "Asia/Seoul");
      const [row] = await db.select().from(submissions).where(eq(submissions.id, submissionId));
      expect(row).toMatchObject({ status: "rejected", source: "migration", fullName: "王小明" });
    }));

  test("may come twice for one e-mail: nothing of it is open", () =>
    withClient(async (client, lead) => {
      await insertSubmission(client, least(lead), "Asia/Seoul");
      await expect(insertSubmission(client, least(lead), "Asia/Seoul")).resolves.toMatchObject({});
    }));

  test.each<[string, Record<string, unknown>, object]>([
    ["what is missing, all of it", { email: " ", idType: null }, { errorCode: "missing_data", message: "Required data is missing: email, idType" }],
    ["a member that is none", { admin: "nobody@example.com" }, { errorCode: "invalid_admin" }],
    ["a parameter that is not known", { shoeSize: "42" }, { errorCode: "invalid_parameter", message: "The request has a parameter that is not known: shoeSize" }],
    [
      "forms that are not right",
      { email: "anna", birthDate: "1994-02-30", kycStatus: "pending", idType: "library_card", issuingCountry: "ZZ9", ipAddress: "1.2.3", cf1: 5 },
      { errorCode: "invalid_format", message: "The format of a parameter is not right: email, birthDate, kycStatus, idType, issuingCountry, ipAddress, cf1" },
    ],
    ["a birth date in the future", { birthDate: "2030-01-01" }, { errorCode: "invalid_format" }],
  ])("is refused for %s, and nothing is stored", (_name, sent, body) =>
    withClient(async (client, lead, db) => {
      expect(await refusalOf(client, db, { ...least(lead), ...sent })).toMatchObject(body);
    }));

  test("is refused to an agent, and when the transaction fails leaves neither row nor key", () =>
    withClient(async (client, lead, db) => {
      expect(await refusalOf(client, db, { ...least(lead), admin: (await withRole(lead, "agent")).actor.email })).toMatchObject({ errorCode: "invalid_admin" });

      await db.execute("create or replace function refuse_insert() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$");
      await db.execute("create trigger refuse_insert before insert on submissions for each row execute function refuse_insert()");
      const made: string[] = [];
      const createSubmissionKey: Vault["createSubmissionKey"] = (projectId, id) => {
        made.push(id);
        return client.vault.createSubmissionKey(projectId, id);
      };
      expect(await refusalOf({ ...client, vault: { ...client.vault, createSubmissionKey } }, db, least(lead))).toMatchObject({ errorCode: "processing_error" });
      expect(made).toHaveLength(1);
      await expect(client.vault.submissionKey(client.projectId, made[0] ?? "")).rejects.toThrow();
    }));
});
