import "server-only";
import type { EntryResults, PrioritiseCasesInput } from "@/lib/contracts/bulk";
import { isFlag } from "@/lib/kyc/flags";
import { priorityOf } from "@/lib/kyc/review/priority";
import { changeEntries } from "./change-entries";
import { authorise, type ServiceContext } from "./context";
import { holdRights } from "./membership";

/** Sets how soon waiting cases come, each by itself; null gives each the priority of its flags again, by the weights in force. */
export async function prioritiseCases(ctx: ServiceContext, { submissionIds, priority: wanted }: PrioritiseCasesInput): Promise<EntryResults> {
  authorise(ctx, "submissions.assign");
  const isPriorityByHand = wanted !== null;

  return changeEntries(ctx, submissionIds, {
    hold: (tx) => holdRights(tx, ctx, "submissions.assign"),
    change: async (_tx, entry, { submission, policy }) => {
      const priority = wanted ?? priorityOf(submission.flags.filter(isFlag), policy.options.flagWeights);
      if (entry.priority === priority && entry.isPriorityByHand === isPriorityByHand) return null;
      const changes = [
        { field: "priority", old: String(entry.priority), new: String(priority) },
        { field: "isPriorityByHand", old: String(entry.isPriorityByHand), new: String(isPriorityByHand) },
      ];
      return { set: { priority, isPriorityByHand }, record: { action: "submission.prioritised", changes } };
    },
  });
}
