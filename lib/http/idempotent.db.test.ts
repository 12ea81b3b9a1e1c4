import { expect, test } from "vitest";
import { asClient } from "@/db/test/as-client";
import { makeContext } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { adminRefusal } from "@/lib/errors";
import type { ApiContext } from "@/lib/services/context";
import { eraseSubmission } from "@/lib/services/erase-submission";
import { idempotently } from "./idempotent";

test("a repeated request about a submission that was erased is answered like one about a submission that never was", () =>
  withRollback(async (db) => {
    const admin = await makeContext(db, testStores(), "admin");
    const { client } = await asClient(admin);
    const submissionId = await makeSubmission(admin);
    const subject = { submissionId, key: await admin.vault.submissionKey(admin.projectId, submissionId) };
    let runs = 0;
    const run = async ({ claim }: ApiContext) => {
      runs += 1;
      await claim?.save(db, subject, { submissionId });
      return { submissionId };
    };
    const request = new Request("http://localhost/v3", { method: "POST", headers: { "idempotency-key": "one" } });
    const call = () => idempotently(client, request, { name: "review", unknown: () => adminRefusal("Invalid Submission Id.") }, () => "{}", run);

    expect([await call(), await call()]).toEqual([{ submissionId }, { submissionId }]);
    await eraseSubmission(admin, submissionId);
    await expect(call()).rejects.toMatchObject({ body: { message: "Invalid Submission Id." } });
    expect(runs).toBe(1);
  }));
