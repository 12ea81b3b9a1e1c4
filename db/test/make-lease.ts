import { randomUUID } from "node:crypto";
import type { LeaseRef } from "@/lib/contracts/leases";
import type { CorrectFieldsInput, RecordDecisionInput, SubmissionDetail } from "@/lib/contracts/submissions";
import type { MemberContext } from "@/lib/services/context";
import { correctFields } from "@/lib/services/correct-fields";
import { recordDecision } from "@/lib/services/record-decision";
import { takeLease } from "@/lib/services/take-lease";

/** What no case is held by. */
export const noLease: LeaseRef = { holder: "00000000-0000-4000-8000-000000000000", token: 1 };

/** A page of the member's that holds a pending case, as its writes name it. */
export async function makeLease(ctx: MemberContext, submissionId: string, holder: string = randomUUID()): Promise<LeaseRef> {
  const { token } = await takeLease(ctx, submissionId, { holder });
  return { holder, token };
}

type Unheld<Input> = Input extends unknown ? Omit<Input, "lease"> : never;
export type OpenedCorrection = Unheld<CorrectFieldsInput>;
export type OpenedDecision = Unheld<RecordDecisionInput>;

const pages = new Map<string, string>();

/** A member has one page for a case, however often they write to it. */
function pageOf({ actor }: MemberContext, id: string): string {
  const key = `${actor.memberId} ${id}`;
  const holder = pages.get(key) ?? randomUUID();
  pages.set(key, holder);
  return holder;
}

/** Corrects as a page does that has the case open. */
export async function correctOpened(ctx: MemberContext, id: string, input: OpenedCorrection): Promise<SubmissionDetail> {
  return correctFields(ctx, id, { ...input, lease: await makeLease(ctx, id, pageOf(ctx, id)) });
}

/** Decides as a page does that has the case open. */
export async function decideOpened(ctx: MemberContext, id: string, input: OpenedDecision): Promise<SubmissionDetail> {
  return recordDecision(ctx, id, { ...input, lease: await makeLease(ctx, id, pageOf(ctx, id)) });
}
