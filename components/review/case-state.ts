import type { ConflictReason } from "@/lib/contracts/errors";
import type { KeptDraft } from "@/lib/contracts/drafts";
import type { CaseConflict, SubmissionDetail } from "@/lib/contracts/submissions";
import { fieldNames, type FieldName } from "@/lib/kyc/fields";
import { agentCodes } from "@/lib/kyc/codes/reject-comments";
import { noChoice, type Choice } from "./choice";
import type { Draft, HitComment } from "./draft";

/** Of a case that is decided, or whose decision waits for a second person. */
export type DecidedDialog = "confirm" | "sendBack" | "reopen";
export type CaseDialog = "approve" | "reject" | "ask" | "keys" | DecidedDialog;

/** What a refused write was overtaken by; null when it was refused for another reason. */
export function refusalReasonOf(errorCode: string): OvertakenReason | null {
  if (errorCode === "no_proposal" || errorCode === "proposal_open") return "stale_version";
  return overtakenReasons.find((known) => known === errorCode) ?? null;
}

/** Reasons that lie in what the case has become meanwhile. */
export const overtakenReasons = ["stale_version", "already_decided", "not_pending", "erased"] as const satisfies ConflictReason[];
export type OvertakenReason = (typeof overtakenReasons)[number];

/** Why a write was refused, told until the person asks for the new state. */
export interface Refusal {
  reason: OvertakenReason;
  current: CaseConflict["current"];
}

/**
 * What a person does on a case, apart from the case itself. While an edit or a decision is under way, `base` holds the
 * case as it was read: an answer from the server in the background changes nothing under the person's hands.
 */
export interface CaseState {
  editing: boolean;
  draft: Draft;
  /** True once Save was pressed on a draft with errors: they are then told at every field, not just the one in hand. */
  showErrors: boolean;
  dialog: CaseDialog | null;
  choice: Choice;
  base: SubmissionDetail | null;
  /** Hits that only the server knew; they stand until the draft changes. */
  serverHits: readonly HitComment[];
  refusal: Refusal | null;
  /** What is typed was put back from a draft of this instant, of this version of the case. */
  restored: Pick<KeptDraft, "keptAt" | "version"> | null;
  /** A write is under way: until its answer is there, nothing is typed, chosen, opened or closed. */
  isWriting: boolean;
}

export type CaseAct =
  | { type: "edit" | "approve" | "reject" | "ask"; detail: SubmissionDetail }
  | { type: DecidedDialog; detail: SubmissionDetail }
  | { type: "keys" }
  | { type: "restored"; kept: KeptDraft; detail: SubmissionDetail }
  | { type: "typed"; field: FieldName; text: string }
  | { type: "errorsShown" }
  | { type: "editCancelled" | "discarded" | "dialogClosed" }
  | { type: "sent" | "failed" | "saved" | "decided" }
  | { type: "chosen"; choice: Choice }
  | { type: "hit"; hits: readonly HitComment[] }
  | { type: "refused"; refusal: Refusal }
  | { type: "acknowledged"; detail: SubmissionDetail };

export const idleCase: CaseState = {
  editing: false,
  draft: {},
  showErrors: false,
  dialog: null,
  choice: noChoice,
  base: null,
  serverHits: [],
  refusal: null,
  restored: null,
  isWriting: false,
};

/** What becomes of a write; every other act is the person's own. */
const answers: ReadonlySet<CaseAct["type"]> = new Set(["failed", "saved", "decided", "hit", "refused"]);

/** A text that is what the case has is no correction. */
function withoutUnchanged(draft: Draft, base: SubmissionDetail | null): Draft {
  return Object.fromEntries(fieldNames.flatMap((field) => (draft[field] === undefined || draft[field] === (base?.final[field] ?? "") ? [] : [[field, draft[field]]])));
}

/** The case is held as read while there is something that could be written over it. */
function released(state: CaseState): CaseState {
  const isBusy = state.editing || (state.dialog !== null && state.dialog !== "keys") || state.refusal !== null;
  return isBusy ? state : { ...state, base: null };
}

export function caseReducer(state: CaseState, act: CaseAct): CaseState {
  if (!answers.has(act.type)) return state.isWriting ? state : personActs(state, act);
  return answered({ ...state, isWriting: false }, act);
}

function personActs(state: CaseState, act: CaseAct): CaseState {
  switch (act.type) {
    case "edit":
      return { ...state, editing: true, dialog: null, draft: {}, showErrors: false, base: state.base ?? act.detail, serverHits: [] };
    case "approve":
    case "reject":
    case "confirm":
    case "sendBack":
    case "reopen":
    case "ask":
      return { ...state, dialog: act.type, base: state.base ?? act.detail };
    case "keys":
      return { ...state, dialog: "keys" };
    case "restored":
      return hasUnsaved(state) ? state : restored(state, act.kept, act.detail);
    case "typed":
      return { ...state, draft: withoutUnchanged({ ...state.draft, [act.field]: act.text }, state.base), serverHits: [] };
    case "errorsShown":
      return { ...state, showErrors: true };
    case "editCancelled":
      return released({ ...state, editing: false, draft: {}, showErrors: false, serverHits: [], restored: null });
    case "discarded":
      return { ...idleCase, refusal: state.refusal, base: state.refusal === null ? null : state.base };
    case "dialogClosed":
      return released({ ...state, dialog: null });
    case "chosen":
      return { ...state, choice: act.choice };
    case "acknowledged":
      return acknowledged(state, act.detail);
    case "sent":
      return { ...state, isWriting: true };
    default:
      return state;
  }
}

function answered(state: CaseState, act: CaseAct): CaseState {
  switch (act.type) {
    case "saved":
      return { ...idleCase, choice: state.choice };
    case "decided":
      return idleCase;
    case "hit":
      return { ...state, serverHits: act.hits, dialog: state.dialog ?? "reject" };
    case "refused":
      return { ...state, dialog: null, refusal: act.refusal };
    default:
      return state;
  }
}

/** Puts back what was typed and not saved; the form is open again where it was typed in. */
function restored(state: CaseState, { fields, choice, keptAt, version }: KeptDraft, detail: SubmissionDetail): CaseState {
  const draft = withoutUnchanged(fields, detail);
  const chosen: Choice = { codes: agentCodes.filter((code) => choice.codes.includes(code)), otherText: choice.otherText };
  const editing = state.editing || Object.keys(draft).length > 0;
  const next: CaseState = { ...state, editing, draft, choice: chosen, base: editing ? (state.base ?? detail) : state.base };
  return hasUnsaved(next) ? { ...next, restored: { keptAt, version } } : state;
}

/** The new state of the case, with what was typed still in place where the case can still be edited. */
function acknowledged(state: CaseState, detail: SubmissionDetail): CaseState {
  if (detail.status !== "pending") return idleCase;
  return released({ ...state, draft: withoutUnchanged(state.draft, detail), refusal: null, base: detail, serverHits: [] });
}

/**
 * The case as it stands on screen: as read while something is under way and it changed since, else the newest.
 * A newer policy alone changes nothing that was read, so the rules take it up at once.
 */
export function shownCase({ base }: CaseState, newest: SubmissionDetail): SubmissionDetail {
  return base !== null && base.version !== newest.version ? base : newest;
}

/** True when leaving the page would lose something that was typed. */
export function hasUnsaved({ draft, choice }: CaseState): boolean {
  return Object.keys(draft).length > 0 || choice.otherText.trim() !== "";
}
