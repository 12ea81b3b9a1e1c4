import { fieldNames, type FieldName } from "@/lib/kyc/fields";
import type { CaseState } from "./case-state";
import { otherTextOf } from "./choice";

/** What a person typed and cannot see any more, a line a field; the corrections only where the form is of no use now. */
export function typedLines({ draft, choice }: CaseState, withDraft: boolean, nameOf: (field: FieldName) => string, otherName: string): string[] {
  const fields = withDraft ? fieldNames.filter((field) => draft[field] !== undefined) : [];
  const other = otherTextOf(choice).trim();
  return [...fields.map((field) => `${nameOf(field)}: ${draft[field] ?? ""}`), ...(other === "" ? [] : [`${otherName}: ${other}`])];
}
