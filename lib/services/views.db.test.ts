import { describe, expect, test } from "vitest";
import { makeContext, withRole } from "@/db/test/make-context";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import { saveViewSchema, viewLimit, type SaveViewInput } from "@/lib/contracts/views";
import type { Role } from "@/lib/kyc/roles";
import { removeView, renameView } from "./change-view";
import type { MemberContext } from "./context";
import { listViews } from "./list-views";
import { saveView } from "./save-view";

const stores = testStores();
const mine: SaveViewInput = { scope: "queue", name: "Passports", params: "idType=passport", isTeam: false };
const withContext = (body: (ctx: MemberContext) => Promise<void>, role: Role = "agent") => withRollback(async (db) => body(await makeContext(db, stores, role)));
const namesOf = async (ctx: MemberContext) => (await listViews(ctx)).views.map(({ name }) => name);

describe("saveView", () => {
  test("keeps the filters and the order of a list; a place in it, a search and what is no filter are left out and named", () =>
    withContext(async (ctx) => {
      const params = "idType=passport&sort=-age&q=Kim+Minseo&after=5f0c8a52-51cf-4b4b-8a4e-6a2d6f8f8f10&status=approved&colour=red&assignee=me";
      const saved = await saveView(ctx, { ...mine, params });

      expect(saved.ignored).toEqual(["status=approved", "colour=red", "q=Kim Minseo"]);
      expect(saved.views).toEqual([{ id: saved.id, scope: "queue", name: "Passports", params: "idType=passport&assignee=me&sort=-age", isTeam: false }]);
    }));

  test("is seen by its owner alone; the team's is seen by everybody of the project and by nobody else", () =>
    withContext(async (lead) => {
      await saveView(lead, mine);
      await saveView(lead, { ...mine, name: "Of the team", isTeam: true });
      expect(await namesOf(lead)).toEqual(["Of the team", "Passports"]);
      expect(await namesOf(await withRole(lead, "viewer"))).toEqual(["Of the team"]);
      expect(await namesOf(await makeContext(lead.db, stores))).toEqual([]);
    }, "lead"));

  test("a name is one's own once a list, in whatever letters; another's and the team's do not count", () =>
    withContext(async (lead) => {
      await saveView(lead, mine);
      await expect(saveView(lead, { ...mine, name: "PASSPORTS", params: "" })).rejects.toMatchObject({ status: 409, errorCode: "exists" });
      await saveView(lead, { ...mine, isTeam: true });
      await saveView(lead, { ...mine, scope: "all" });
      await saveView(await withRole(lead, "agent"), mine);
      expect(await namesOf(lead)).toEqual(["Passports", "Passports", "Passports"]);
    }, "lead"));

  test("only a lead keeps one for the team", () =>
    withContext(async (ctx) => {
      await expect(saveView(ctx, { ...mine, isTeam: true })).rejects.toMatchObject({ status: 403 });
      await saveView(await withRole(ctx, "viewer"), mine);
    }));

  test("an owner keeps a limited number of a list", () =>
    withContext(async (ctx) => {
      for (let index = 0; index < viewLimit; index += 1) await saveView(ctx, { ...mine, name: `View ${index}` });
      await expect(saveView(ctx, mine)).rejects.toMatchObject({ status: 422, errorCode: "too_many_views" });
      await saveView(ctx, { ...mine, scope: "all" });
    }));

  test.each([["nothing but spaces", "   "], ["a line break", "a\nb"], ["61 characters", "a".repeat(61)]])("a name of %s is refused by the contract", (_name, name) => {
    expect(saveViewSchema.safeParse({ ...mine, name }).success).toBe(false);
  });
});

describe("renameView and removeView", () => {
  test("change one's own", () =>
    withContext(async (ctx) => {
      const { id } = await saveView(ctx, mine);
      await saveView(ctx, { ...mine, name: "Other" });
      expect((await renameView(ctx, id, { name: "PASSPORTS" })).views).toMatchObject([{ name: "Other" }, { id, name: "PASSPORTS", params: "idType=passport" }]);
      await expect(renameView(ctx, id, { name: "other" })).rejects.toMatchObject({ status: 409, errorCode: "exists" });
      expect((await removeView(ctx, id)).views.map(({ name }) => name)).toEqual(["Other"]);
      await expect(removeView(ctx, id)).rejects.toMatchObject({ status: 404 });
    }));

  test("another person's and another project's are not found; the team's is a lead's to change", () =>
    withContext(async (lead) => {
      const own = await saveView(lead, mine);
      const team = await saveView(lead, { ...mine, isTeam: true });
      const agent = await withRole(lead, "agent");
      await expect(renameView(agent, own.id, { name: "Taken" })).rejects.toMatchObject({ status: 404 });
      await expect(removeView(await makeContext(lead.db, stores, "admin"), team.id)).rejects.toMatchObject({ status: 404 });
      await expect(removeView(agent, team.id)).rejects.toMatchObject({ status: 403 });
      expect(await namesOf(lead)).toHaveLength(2);
      await removeView(await withRole(lead, "lead"), team.id);
      expect(await namesOf(lead)).toEqual(["Passports"]);
    }, "lead"));
});
