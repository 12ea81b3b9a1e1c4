import "server-only";
import { markMentions } from "@/db/queries/notes";
import type { MarkMentionsReadInput, UnreadMentions } from "@/lib/contracts/notes";
import { authorise, type MemberContext } from "./context";
import { countMentions } from "./list-mentions";

/** The reader has seen them. It says nothing about a case and changes nobody else's inbox, so it is not audited. */
export async function markMentionsRead(ctx: MemberContext, input: MarkMentionsReadInput): Promise<UnreadMentions> {
  authorise(ctx, "submissions.read");
  await markMentions(ctx.db, ctx.projectId, ctx.actor.memberId, "until" in input ? { until: new Date(input.until) } : input, ctx.now);
  return countMentions(ctx);
}
