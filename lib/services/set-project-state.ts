import "server-only";
import { lockProjectState, updateProjectState } from "@/db/queries/projects";
import { countUnerased } from "@/db/queries/submissions";
import { ConflictError } from "@/lib/errors";
import type { ProjectState } from "@/lib/kyc/project-state";
import { appendAudit } from "./append-audit";
import { authorise, type ServiceContext } from "./context";
import { holdRights } from "./membership";

/**
 * Opens a project, stops its intake, closes it or ends it for good; the next call with one of its keys is answered by that.
 * A deletion destroys nothing: it is there only once every submission was erased. The state before.
 * @throws {ConflictError} project_deleted for one that was ended; project_open for one that is to be ended and takes
 * submissions still; not_all_erased, with how many submissions are left.
 */
export async function setProjectState(ctx: ServiceContext, state: ProjectState): Promise<ProjectState> {
  authorise(ctx, "project.write");
  const key = await ctx.vault.projectKey(ctx.projectId);

  return ctx.db.transaction(async (tx) => {
    await holdRights(tx, ctx, "project.write", "no key update");
    const before = await lockProjectState(tx, ctx.projectId);
    if (before === state) return before;
    if (before === "deleted") throw new ConflictError("project_deleted", "A project that was deleted stays deleted.");
    if (before === "open" && state === "deleted") throw new ConflictError("project_open", "Close the project first: what it takes in this moment would be left.");
    const left = state === "deleted" ? await countUnerased(tx, ctx.projectId) : 0;
    if (left > 0) throw new ConflictError("not_all_erased", `Erase its submissions first: ${left} still ${left === 1 ? "holds" : "hold"} personal data.`, { left });

    await updateProjectState(tx, ctx.projectId, state);
    await appendAudit(tx, ctx, key, [{ action: "project.state_changed", subjectId: ctx.projectId, changes: [{ field: "state", old: before, new: state }] }]);
    return before;
  });
}
