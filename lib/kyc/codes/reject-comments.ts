import { countryName } from "../country";
import type { RuleParams } from "../rules/rule";
import { reviewRows } from "./review-rows";

type ReviewRow = (typeof reviewRows)[number];

/** A code of the 20 reject comments. */
export type RejectCode = ReviewRow["code"];

/** A code that an agent may choose. */
export type AgentCode = Extract<ReviewRow, { raisedBy: "agent" }>["code"];

/** How the picker groups what an agent may choose; what the rules and the system put in stands apart. */
export type RejectGroup = "idImage" | "info" | "address" | "other" | "system" | "rules";

export interface RejectComment {
  code: RejectCode;
  /** As in the catalogue, placeholders unfilled (see `renderMessage`). */
  message: string;
  raisedBy: "system" | "rules" | "agent";
  group: RejectGroup;
  when: string;
}

function groupOf({ code, raisedBy }: ReviewRow): RejectGroup {
  if (raisedBy !== "agent") return raisedBy;
  if (code.startsWith("id_image_")) return "idImage";
  if (code.startsWith("id_info_")) return "info";
  return code.startsWith("address_") ? "address" : "other";
}

/** The 20 reject comments in the catalogue's order. */
export const rejectComments: readonly RejectComment[] = reviewRows.map((row) => ({
  code: row.code,
  message: row.message,
  raisedBy: row.raisedBy,
  group: groupOf(row),
  when: row.when,
}));

const byCode = new Map<string, RejectComment>(rejectComments.map((comment) => [comment.code, comment]));

/** The comments that an agent may choose, in the catalogue's order. */
export const agentComments: readonly RejectComment[] = rejectComments.filter((comment) => comment.raisedBy === "agent");

const agentRows = reviewRows.filter((row): row is Extract<ReviewRow, { raisedBy: "agent" }> => row.raisedBy === "agent");

/** The 11 codes that an agent may choose, in the catalogue's order. */
export const agentCodes: readonly AgentCode[] = agentRows.map((row) => row.code);

export function isRejectCode(code: string): code is RejectCode {
  return byCode.has(code);
}

export function isAgentCode(code: string): code is AgentCode {
  return agentCodes.some((known) => known === code);
}

/** Codes in the catalogue's order, each once; what the catalogue does not know comes last. */
export function sortCodes<Code extends string>(codes: readonly Code[]): Code[] {
  const order = rejectComments.map((comment): string => comment.code);
  const place = (code: string) => (order.indexOf(code) + order.length + 1) % (order.length + 1);
  return [...new Set(codes)].sort((a, b) => place(a) - place(b));
}

/** The agent's own text of `other` has 1 to this many characters after trimming. */
export const otherTextLimit = 500;

/** Characters as a reader counts them: a letter outside the basic plane is one. */
export function countCharacters(text: string): number {
  return [...text].length;
}

/** Values for the placeholders; `country` is a code, rendered as its English short name. `otherText` is the agent's own. */
export type MessageParams = RuleParams & { otherText?: string };

function renderOther(otherText: string | undefined): string {
  const text = otherText?.trim() ?? "";
  if (text === "") throw new RangeError("other needs the agent's text");
  if (countCharacters(text) > otherTextLimit) throw new RangeError(`other takes at most ${otherTextLimit} characters`);
  return text;
}

/**
 * The message that the applicant reads, placeholders filled.
 * @throws {RangeError} when a placeholder has no value, or `other` no text of 1–500 characters: a message with a hole
 * must never be stored.
 */
export function renderMessage(code: RejectCode, params: MessageParams = {}): string {
  if (code === "other") return renderOther(params.otherText);

  const values = new Map([
    ["country", params.country === undefined ? undefined : countryName(params.country, "en")],
    ["age", params.age?.toString()],
  ]);
  const message = byCode.get(code)?.message ?? code;
  return message.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new RangeError(`${code} needs {${name}}`);
    return value;
  });
}
