import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { overturnedDecisions } from "@/db/schema/proposals";
import { submissions } from "@/db/schema/submissions";
import { back, intakeTests, passed, rowsOf, step2 } from "@/db/test/intake";
import { makeClient, noEngines } from "@/db/test/make-client";
import { makeMember } from "@/db/test/make-member";
import { makeSubmission } from "@/db/test/make-submission";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import type { Role } from "@/lib/kyc/roles";
import type { ApiContext, MemberContext } from "./context";
import { listCasePrecedents, listRelated, searchFaces } from "./list-related";

const { stores, double, engines, withClient } = await intakeTests();

const asMember = async (ctx: ApiContext, role: Role = "agent"): Promise<MemberContext & { engines: ApiContext["engines"] }> => ({
  ...ctx, actor: { kind: "member", ...(await makeMember(ctx.db, { projectId: ctx.projectId, role })) },
});
const other = { fullName: "Boris Petrov", birthDate: "1970-01-01", documentNumber: "X1", identityNumber: null };

describe("who may stand behind a case", () => {
  test("is found by everything that two submissions can have in common, and each says by what", () =>
    withClient({}, async (ctx) => {
      const member = await asMember(ctx, "viewer");
      const person = { fullName: "Müller Anna", birthDate: "1994-05-12", documentNumber: "M 70-689", identityNumber: "880101-1234567" };
      const id = await makeSubmission(member, { email: "anna@example.com", claimed: person });
      const make = async (claimed: Partial<typeof person>, email?: string) => makeSubmission(member, { claimed: { ...other, ...claimed }, ...(email === undefined ? {} : { email }) });
      const byEmail = await makeSubmission(member, { status: "incomplete", email: " ANNA@example.com", claimed: other });
      const byDocument = await make({ documentNumber: "M70689" });
      const byIdentity = await make({ identityNumber: "8801011234567" });
      const byName = await make({ fullName: "  MÜLLER   anna", birthDate: person.birthDate });
      const [byIp, byAddress] = [await make({}), await make({})];
      await make({ birthDate: person.birthDate });
      await make({});
      const place = { formatted: "Main St 1,  Zagreb" };
      await ctx.db.update(submissions).set({ ipAddress: "203.0.113.9", address: place }).where(eq(submissions.id, id));
      await ctx.db.update(submissions).set({ ipAddress: "203.0.113.9" }).where(eq(submissions.id, byIp));
      await ctx.db.update(submissions).set({ address: { formatted: "main st 1, zagreb " } }).where(eq(submissions.id, byAddress));

      const { items } = await listRelated(member, id);
      expect(Object.fromEntries(items.map((item) => [item.id, item.by]))).toEqual({
        [byEmail]: ["email"], [byDocument]: ["documentNumber"], [byIdentity]: ["identityNumber"], [byName]: ["nameAndBirthDate"], [byIp]: ["ipAddress"], [byAddress]: ["address"],
      });
    }));

  test("has nobody of another project, and of an unknown case there is none", () =>
    withClient({}, async (ctx) => {
      const member = await asMember(ctx);
      const id = await makeSubmission(member, { email: "anna@example.com" });
      const elsewhere = await asMember((await makeClient(ctx.db, stores, engines)).ctx);
      await makeSubmission(elsewhere, { email: "anna@example.com" });
      expect(await listRelated(member, id)).toEqual({ items: [] });
      await expect(listRelated(elsewhere, id)).rejects.toThrow(NotFoundError);
      await expect(listCasePrecedents(elsewhere, id)).rejects.toThrow(NotFoundError);
      await expect(searchFaces(elsewhere, id)).rejects.toThrow(NotFoundError);
    }));
});

describe("faces", () => {
  test("like the selfie are those that the engine finds and the project has, the most alike first", () =>
    withClient({}, async (ctx) => {
      const [first, second, third] = [await passed(ctx), await passed(ctx, { email: "b@example.com" }), await passed(ctx, { email: "c@example.com" })];
      await step2(ctx, first, {}, { faceImage: back });
      const strange = crypto.randomUUID();
      double.program("searchFace", "*", { facts: { matches: [{ submissionId: strange, score: 99 }, { submissionId: second, score: 71.5 }, { submissionId: third, score: 93 }] } });
      const found = await searchFaces(await asMember(ctx), first);
      expect(found).toMatchObject({ outcome: "ok", items: [{ id: third, score: 93 }, { id: second, score: 71.5 }] });
      expect(found.items).toHaveLength(2);
      await expect(searchFaces(await asMember(ctx, "viewer"), first)).rejects.toThrow(ForbiddenError);
    }));

  test("that nobody can search are told as not run, and a failure as one", () =>
    withClient({}, async (ctx) => {
      const id = await passed(ctx);
      await step2(ctx, id);
      const member = await asMember(ctx);
      expect(await searchFaces({ ...member, engines: noEngines }, id)).toEqual({ outcome: "not_available", items: [] });
      double.program("searchFace", "*", { status: 500 });
      expect(await searchFaces(member, id)).toEqual({ outcome: "error", items: [] });
    }));
});

describe("precedents", () => {
  test("are the last decided of the same type, country and flags, with which of them did not stand", () =>
    withClient({}, async (ctx) => {
      const decided: string[] = [];
      for (const email of ["a@example.com", "b@example.com", "c@example.com"]) {
        const id = await passed(ctx, { email });
        await step2(ctx, id);
        decided.push(id);
      }
      const german = await passed(ctx, { email: "d@example.com", issuingCountry: "DEU" });
      await step2(ctx, german);
      const rows = await rowsOf(ctx);
      const decisionId = rows.find((row) => row.id === decided[1])?.decisionId ?? "";
      const member = await asMember(ctx, "viewer");
      await ctx.db.insert(overturnedDecisions).values({ decisionId, projectId: ctx.projectId, submissionId: decided[1] ?? "", kind: "reopened", memberName: "Lena", at: ctx.now });
      await ctx.db.update(submissions).set({ flags: ["not_run:barcode"] }).where(eq(submissions.id, decided[2] ?? ""));

      const like = await makeSubmission(member, { claimed: { issuingCountry: "UTO", idType: "passport" } });
      const { items, searched } = await listCasePrecedents(member, like);
      expect(searched).toBe(5_000);
      expect(items?.map(({ id, outcome, isOverturned, reviewerName }) => ({ id, outcome, isOverturned, reviewerName })).sort((a, b) => Number(a.isOverturned) - Number(b.isOverturned))).toEqual([
        { id: decided[0], outcome: "approved", isOverturned: false, reviewerName: "system" },
        { id: decided[1], outcome: "approved", isOverturned: true, reviewerName: "system" },
      ]);
    }));

  test("of a case whose type or country nobody knows there are none to compare with", () =>
    withClient({}, async (ctx) => {
      const member = await asMember(ctx);
      const id = await makeSubmission(member, { claimed: { issuingCountry: null } });
      expect(await listCasePrecedents(member, id)).toEqual({ items: null, searched: 5_000 });
    }));
});
