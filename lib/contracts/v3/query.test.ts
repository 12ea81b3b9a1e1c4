import { describe, expect, test } from "vitest";
import { readItemQuery } from "./query";

const read = (query: string) => readItemQuery(new URLSearchParams(query));
const nothing = { submissionId: null, userids: null, emails: null, count: 50, after: null, from: null, to: null, requestType: null };
const id = "0b8f1d9e-6c1f-4a51-9d55-0d1f5a1a9a10";

describe("the query of GET /v3/submission", () => {
  test.each<[string, object]>([
    ["", {}],
    ["email=&unknown=1", {}],
    ["submission_id=x", { submissionId: "x" }],
    ["email=a@b.test&email=c@d.test", { emails: ["a@b.test", "c@d.test"] }],
    ["email[]=a@b.test&email[]=c@d.test", { emails: ["a@b.test", "c@d.test"] }],
    ["userid=u1,%20u2", { userids: ["u1", "u2"] }],
    ["email=a+b@c.test", { emails: ["a+b@c.test"] }],
    ["count=1", { count: 1 }],
    ["count=2000", { count: 2000 }],
    ["start_date=20260301&end_date=2026-03-01", { from: "2026-03-01", to: "2026-03-01" }],
    ["request_type=kyc", { requestType: "kyc" }],
    [`nextpage_id=${id.toUpperCase()}&nextpage_date=2026-11-24T01:02:03.456Z`, { after: { id, createdAt: "2026-11-24T01:02:03.456Z" } }],
  ])("%s is read", (query, expected) => {
    expect(read(query)).toEqual({ ...nothing, ...expected });
  });

  test.each([
    ["count=0", "count is a whole number from 1 to 2000."],
    ["count=2001", "count is a whole number from 1 to 2000."],
    ["count=1.5", "count is a whole number from 1 to 2000."],
    ["count=many", "count is a whole number from 1 to 2000."],
    ["count=1&count=2", "count may be given once only."],
    ["start_date=2026-02-30", "start_date is a day as YYYYMMDD or YYYY-MM-DD, from 1900 on."],
    ["end_date=202611", "end_date is a day as YYYYMMDD or YYYY-MM-DD, from 1900 on."],
    ["start_date=2026-03-02&end_date=20260301", "end_date lies before start_date."],
    [`nextpage_id=${id}`, "nextpage_id goes together with nextpage_date."],
    ["nextpage_date=2026-11-24T01:02:03.456Z", "nextpage_id goes together with nextpage_date."],
    [`nextpage_id=1&nextpage_date=2026-11-24T01:02:03.456Z`, "nextpage_id is the id of a nextpageKey."],
    [`nextpage_id=${id}&nextpage_date=yesterday`, "nextpage_date is the created_at of a nextpageKey."],
    ["request_type=everything", "request_type is one of kyc, aml, data, others."],
    ["email=%00", "email has a character that cannot be printed."],
    [`userid=${"u,".repeat(101)}`, "userid takes at most 100 values."],
  ])("%s is refused by its name", (query, refusal) => {
    expect(read(query)).toEqual({ refusal });
  });
});
