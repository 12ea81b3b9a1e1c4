import type { CivilDate } from "../civil-date";
import { checkField, collapse, refuse, type Checked, type Refusal } from "../field-check";
import { fieldNames, type FieldName, type Fields } from "../fields";
import { isNameEditable, nameScript } from "../name-script";

/** A value that was refused, and of which field. */
export interface FieldError extends Refusal {
  path: FieldName;
}

export type FieldChanges = Partial<Fields>;

/** Fields that may not be emptied: the person, and what the rules read. Whatever is wrong is corrected, not removed. */
const required: readonly FieldName[] = ["fullName", "birthDate", "issuingCountry", "idType"];

/** A name's script decides whether an agent may write another one over it. */
function checkScript(value: string, current: string | null): Checked {
  if (isNameEditable(current) && nameScript(value) !== "other") return { value };
  return refuse("not_editable", "is in a script that may not be corrected: only Latin and Hangul may");
}

function checkChange(field: FieldName, raw: string | null, current: Fields, today: CivilDate): { value: string | null } | { refusal: Refusal } {
  const value = collapse(raw ?? "");
  if (value === (current[field] ?? "")) return { value: current[field] };
  if (value === "") return required.includes(field) ? refuse("required", "may not be empty") : { value: null };
  const checked = checkField(field, value, today);
  return field === "fullName" && "value" in checked ? checkScript(value, current.fullName) : checked;
}

/**
 * Normalises what an agent typed (trimmed, NFC, spaces collapsed; empty is "not known") and drops what changes nothing.
 * One refused value and none of the changes stands. A document's dates may contradict each other: that is for the agent
 * to judge, as is whether a rule hits.
 */
export function parseChanges(changes: FieldChanges, current: Fields, today: CivilDate): { fields: FieldChanges } | { errors: FieldError[] } {
  const fields: FieldChanges = {};
  const errors: FieldError[] = [];

  for (const path of fieldNames) {
    const raw = changes[path];
    if (raw === undefined) continue;
    const checked = checkChange(path, raw, current, today);
    if ("refusal" in checked) errors.push({ path, ...checked.refusal });
    else if (checked.value !== current[path]) fields[path] = checked.value;
  }
  return errors.length > 0 ? { errors } : { fields };
}
