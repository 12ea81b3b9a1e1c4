import { agentComments, isAgentCode } from "@/lib/kyc/codes/reject-comments";
import type { ResubmissionKind } from "@/lib/kyc/images";
import { codesFor } from "@/lib/kyc/review/resubmission";
import type { Choice } from "./choice";
import type { PickerList } from "./picker-list";

/** What an agent means to ask of an applicant. */
export interface Asking {
  kind: ResubmissionKind;
  choice: Choice;
}

/** The codes that speak of an image, by group and with number keys, as the picker shows them. */
export function askList(kind: ResubmissionKind): PickerList {
  const list: PickerList = { groups: [], unavailable: [] };
  const fitting = codesFor(kind);
  for (const { code, group } of agentComments) {
    if (!isAgentCode(code) || !fitting.includes(code)) continue;
    const row = { code, number: fitting.indexOf(code) + 1 };
    const last = list.groups.at(-1);
    if (last?.group === group) last.rows.push(row);
    else list.groups.push({ group, rows: [row] });
  }
  return list;
}
