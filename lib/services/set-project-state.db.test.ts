import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "@/db";
import { listChain } from "@/db/queries/audit";
import { projects } from "@/db/schema/projects";
import { asClient } from "@/db/test/as-client";
import { makeContext, withRole } from "@/db/test/make-context";
import { makeSubmission } from "@/db/test/make-submission";
import { testStores } from "@/db/test/test-stores";
import { withRollback } from "@/db/test/with-rollback";
import type { MemberContext } from "./context";
import { eraseSubmission } from "./erase-submission";
import { findClient } from "./find-client";
import { setProjectState } from "./set-project-state";
import { verifyAudit } from "./verify-audit";

const stores = testStores();
const withAdmin = (body: (ctx: MemberContext, db: Database) => Promise<void>) => withRollback(async (db) => body(await makeContext(db, stores, "admin"), db));
const stateOf = async (ctx: MemberContext) => (await ctx.db.select().from(projects).where(eq(projects.id, ctx.projectId)))[0]?.state;
const actionsOf = async (ctx: MemberContext) => (await listChain(ctx.db, ctx.projectId, 0, 100)).map(({ action }) => action).filter((action) => action.startsWith("project."));

test("a project is stopped, closed and opened again: its keys are told at once, and the log names each change", () =>
  withAdmin(async (ctx) => {
    const { client, key } = await asClient(ctx);
    expect(await setProjectState(ctx, "stopped")).toBe("open");
    expect(await findClient(client, key)).toMatchObject({ projectState: "stopped" });
    expect(await setProjectState(ctx, "closed")).toBe("stopped");
    expect(await setProjectState(ctx, "open")).toBe("closed");
    expect(await findClient(client, key)).toMatchObject({ projectState: "open" });

    const entries = (await listChain(ctx.db, ctx.projectId, 0, 100)).slice(-3);
    expect(entries).toMatchObject(entries.map(() => ({ action: "project.state_changed", subjectType: "project", subjectId: ctx.projectId, actorId: ctx.actor.memberId, fields: [{ name: "state" }] })));
    expect(await verifyAudit(ctx.db, ctx.vault, ctx.projectId)).toMatchObject({ whole: true });
  }));

test("a state that stands already is no change, and no entry", () =>
  withAdmin(async (ctx) => {
    const before = await actionsOf(ctx);
    expect(await setProjectState(ctx, "open")).toBe("open");
    expect(await actionsOf(ctx)).toEqual(before);
  }));

test("a project ends when it takes nothing any more and everything was erased, and then for good", () =>
  withAdmin(async (ctx) => {
    const ids = [await makeSubmission(ctx), await makeSubmission(ctx)];
    await expect(setProjectState(ctx, "deleted")).rejects.toMatchObject({ errorCode: "project_open" });
    await setProjectState(ctx, "closed");
    await expect(setProjectState(ctx, "deleted")).rejects.toMatchObject({ status: 409, errorCode: "not_all_erased", details: { left: 2 } });
    expect(await stateOf(ctx)).toBe("closed");
    for (const id of ids) await eraseSubmission(ctx, id);
    expect(await setProjectState(ctx, "deleted")).toBe("closed");
    await expect(setProjectState(ctx, "open")).rejects.toMatchObject({ errorCode: "project_deleted" });
    expect(await stateOf(ctx)).toBe("deleted");
  }));

test("another project's submissions and state are its own", () =>
  withAdmin(async (ctx, db) => {
    const other = await makeContext(db, stores, "admin");
    await makeSubmission(other);
    await setProjectState(ctx, "closed");
    await setProjectState(ctx, "deleted");
    expect(await stateOf(other)).toBe("open");
  }));

test("a lead changes nothing", () =>
  withAdmin(async (ctx) => {
    const before = await actionsOf(ctx);
    await expect(setProjectState(await withRole(ctx, "lead"), "stopped")).rejects.toMatchObject({ status: 403 });
    expect([await stateOf(ctx), await actionsOf(ctx)]).toEqual(["open", before]);
  }));
