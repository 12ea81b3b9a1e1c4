import { NextRequest } from "next/server";
import { Client } from "pg";
import { afterAll, expect, test } from "vitest";
import { POST } from "@/app/v3/submission/step1/route";
import { createDatabase } from "@/db";
import { front, intakeTests } from "@/db/test/intake";
import { makeClient } from "@/db/test/make-client";
import { testPool } from "@/db/test/with-rollback";
import { peerHeader } from "./client-address";

const { stores, engines } = await intakeTests();

const sent: string[] = [];
const query = Client.prototype.query as (this: Client, ...args: unknown[]) => unknown;
Client.prototype.query = function (this: Client, ...args: unknown[]) {
  const [given] = args;
  sent.push(typeof given === "string" ? given : String((given as { text?: unknown }).text));
  return query.apply(this, args);
} as typeof Client.prototype.query;
afterAll(() => {
  Client.prototype.query = query as typeof Client.prototype.query;
});

const gate = [/ from "api_keys" inner join /, /^\s*insert into "rate_limits" /i];
const before = [/ from "project_options" /, / from \(select\) one left join "submissions" /];
const transaction = [
  /^begin$/, /pg_advisory_xact_lock/, / from \(select\) one left join "submissions" /, /^\s*with submission as .* pictures as .* attempt as .* evaluation as /s, / from "audit_heads" .* for update$/,
  /insert into audit_entries .*insert into audit_values .*update audit_heads /s, /^commit$/,
];

const form = (email: string) => {
  const body = new FormData();
  for (const [name, value] of Object.entries({ issuingCountry: "UTO", email, idType: "passport" })) body.set(name, value);
  body.set("idImage", new Blob([new Uint8Array(front)]));
  return body;
};

test("a Step 1 that begins a submission asks the database eleven times: twice at the gate, twice before the image, seven times in its transaction", async () => {
  const db = createDatabase(testPool());
  globalThis.verdictRuntime = { pool: testPool(), db, engines, ...stores };
  const { text } = await makeClient(db, stores, engines, { rejectedPeriodDays: 30, rejectedPeriodBy: ["ipAddress"], requestsPerMinute: 100 });
  const send = (email: string) => POST(new NextRequest("https://desk.example.com/v3/submission/step1", { method: "POST", headers: { "x-api-key": text, [peerHeader]: "192.0.2.9" }, body: form(email) }));
  // The first call of a key writes when it was used.
  expect((await send("first@example.com")).status).toBe(200);

  sent.length = 0;
  const answer = await send("second@example.com");
  expect(await answer.json()).toMatchObject({ verificationResult: "success" });
  expect(sent).toEqual([...gate, ...before, ...transaction].map((pattern) => expect.stringMatching(pattern) as unknown));
});
