import { agentComments, isAgentCode, renderMessage, sortCodes, type AgentCode, type RejectGroup } from "@/lib/kyc/codes/reject-comments";
import type { ImageKind } from "@/lib/kyc/images";
import { codeAvailability, type UnavailableReason } from "@/lib/kyc/review/availability";
import { decideReview, type RejectionRefusal } from "@/lib/kyc/review/decision";
import { otherTextOf, unfilledOf, type Choice } from "./choice";
import type { HitComment } from "./draft";

export interface PickerRow {
  code: AgentCode;
  /** The number key, 1 to 10 in the order of the screen (the tenth is the key 0); null beyond. */
  number: number | null;
}

export interface PickerList {
  groups: { group: RejectGroup; rows: PickerRow[] }[];
  unavailable: { group: RejectGroup; reason: UnavailableReason; codes: AgentCode[] }[];
}

export interface PickerInput {
  images: readonly ImageKind[];
  /** False where the name's script may not be corrected: what says "differs" then comes first. */
  nameEditable: boolean;
  query: string;
  /** The code's meaning in the agent's language. */
  meaningOf: (code: AgentCode) => string;
}

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFC");

function matches(query: string, texts: readonly string[]): boolean {
  const words = fold(query).split(/\s+/).filter((word) => word !== "");
  const text = fold(texts.join(" "));
  return words.every((word) => text.includes(word));
}

/** What the picker shows: what may be chosen in groups with number keys, and apart what the case cannot support. */
export function pickerList({ images, nameEditable, query, meaningOf }: PickerInput): PickerList {
  const order: RejectGroup[] = nameEditable ? ["idImage", "info", "address", "other"] : ["info", "idImage", "address", "other"];
  const list: PickerList = { groups: [], unavailable: [] };
  let count = 0;

  for (const group of order) {
    for (const { code, message, group: own } of agentComments) {
      if (!isAgentCode(code) || own !== group || !matches(query, [meaningOf(code), code, message])) continue;
      const availability = codeAvailability(code, { images });
      if (availability.available) {
        count += 1;
        const row = { code, number: count <= 10 ? count : null };
        const last = list.groups.at(-1);
        if (last?.group === group) last.rows.push(row);
        else list.groups.push({ group, rows: [row] });
      } else {
        const last = list.unavailable.at(-1);
        if (last?.group === group && last.reason === availability.reason) last.codes.push(code);
        else list.unavailable.push({ group, reason: availability.reason, codes: [code] });
      }
    }
  }
  return list;
}

/** The codes that may be chosen, in the order of the screen. */
export function choosableOf(list: PickerList): PickerRow[] {
  return list.groups.flatMap(({ rows }) => rows);
}

/** The code of a number key on the list as it stands on screen. */
export function codeOfDigit(list: PickerList, digit: number): AgentCode | null {
  const number = digit === 0 ? 10 : digit;
  return choosableOf(list).find((row) => row.number === number)?.code ?? null;
}

export function toggled({ codes, ...rest }: Choice, code: AgentCode): Choice {
  return { ...rest, codes: codes.includes(code) ? codes.filter((chosen) => chosen !== code) : [...codes, code] };
}

/** What the applicant will read, in the catalogue's order; `other` without a text yet has no message. */
export function previewOf(fixed: readonly HitComment[], choice: Choice): { code: string; message: string | null }[] {
  const messages = new Map<string, string | null>(fixed.map((hit) => [hit.code, hit.message]));
  for (const code of choice.codes) messages.set(code, code === "other" ? otherTextOf(choice).trim() || null : renderMessage(code));
  return sortCodes([...messages.keys()]).map((code) => ({ code, message: messages.get(code) ?? null }));
}

/** Why the choice cannot be confirmed yet; null when it can. */
export function problemOf(fixed: readonly HitComment[], choice: Choice, images: readonly ImageKind[]): RejectionRefusal["reason"] | "other_text_unfilled" | null {
  if (unfilledOf(choice).length > 0) return "other_text_unfilled";
  const otherText = choice.codes.includes("other") ? otherTextOf(choice) : null;
  const decided = decideReview({ chosen: choice.codes, otherText, results: [], images });
  if (!("refusal" in decided) || (decided.refusal.reason === "no_code" && fixed.length > 0)) return null;
  return decided.refusal.reason;
}
