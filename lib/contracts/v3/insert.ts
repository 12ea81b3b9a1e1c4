import * as z from "zod/mini";
import { checkField, collapse } from "@/lib/kyc/field-check";
import type { CivilDate } from "@/lib/kyc/civil-date";
import { fieldNames, type FieldName, type Fields } from "@/lib/kyc/fields";
import type { Address } from "@/lib/kyc/intake/address";
import { decidedStatuses, type DecidedStatus } from "@/lib/kyc/review/transitions";
import type { Sent } from "./review";

const text = (longest: number) => z.string().check(z.trim(), z.maxLength(longest), z.regex(/^[^\p{Cc}\p{Cs}]*$/u));
const value = z.optional(z.nullable(z.string()));

/** `POST /v3/submission`: a submission that was decided elsewhere. Text only; nothing is checked but the form of its values. */
export const insertSchema = z.strictObject({
  admin: z.string(),
  email: z.string(),
  fullName: z.string(),
  birthDate: z.string(),
  kycStatus: z.string(),
  idType: z.string(),
  issuingCountry: z.string(),
  nationality: value,
  gender: value,
  issueDate: value,
  expireDate: value,
  ipAddress: value,
  identityNumber: value,
  documentNumber: value,
  address_city: value,
  address_country: value,
  address_state: value,
  address_street: value,
  address_full: value,
  cf1: value,
  cf2: value,
  cf3: value,
  userid: value,
});
type InsertName = keyof z.infer<typeof insertSchema>;

export const insertAnswerSchema = z.object({ submissionId: z.uuid() });
export type InsertAnswer = z.infer<typeof insertAnswerSchema>;

const names = Object.keys(insertSchema.shape) as InsertName[];
const required: readonly InsertName[] = ["admin", "email", "fullName", "birthDate", "kycStatus", "idType", "issuingCountry"];

/** What is not one of the fields above has its own check here. */
const others: Partial<Record<InsertName, z.ZodMiniType>> = {
  email: z.email().check(z.maxLength(254)),
  kycStatus: z.enum(decidedStatuses),
  ipAddress: z.union([z.ipv4(), z.ipv6()]),
  userid: text(128),
  ...Object.fromEntries((["cf1", "cf2", "cf3", "address_city", "address_country", "address_state", "address_street", "address_full"] as const).map((name) => [name, text(500)])),
};

export interface InsertInput {
  email: string;
  userid: string | null;
  kycStatus: DecidedStatus;
  fields: Fields;
  address: Address | null;
  customFields: (string | null)[];
  ipAddress: string | null;
}

/** A fault with the parameters that it is about, in the order of the reference. */
export interface InsertFault {
  code: "missing_data" | "invalid_parameter" | "invalid_format";
  parameters: string[];
}

/** Trimmed; `null` for what was not given. A value that is no text stays what it is, and has no form that fits. */
function givenValue(sent: Sent, name: string): unknown {
  const found = sent[name];
  if (typeof found !== "string") return found ?? null;
  const plain = collapse(found);
  return plain === "" ? null : plain;
}

/** Required parameters that are missing or empty. */
export function missingData(sent: Sent): InsertFault | null {
  const parameters = required.filter((name) => givenValue(sent, name) === null);
  return parameters.length > 0 ? { code: "missing_data", parameters } : null;
}

function hasForm(name: InsertName, given: unknown, today: CivilDate): boolean {
  if (given === null || name === "admin") return true;
  const field = fieldNames.find((each): each is FieldName & InsertName => each === name);
  if (field !== undefined) return typeof given === "string" && "value" in checkField(field, given, today);
  return others[name]?.safeParse(given).success ?? false;
}

/** A value in the letters in which it is stored; the form was looked at before. */
function fieldOf(sent: Sent, field: FieldName, today: CivilDate): string | null {
  const given = givenValue(sent, field);
  const checked = typeof given === "string" ? checkField(field, given, today) : null;
  return checked !== null && "value" in checked ? checked.value : null;
}

/** Reads an insert of whose required data nothing is missing: unexpected parameters first, then forms. */
export function readInsert(sent: Sent, today: CivilDate): InsertInput | InsertFault {
  const unexpected = Object.keys(sent).filter((name) => !names.some((known) => known === name));
  if (unexpected.length > 0) return { code: "invalid_parameter", parameters: unexpected };
  const wrong = names.filter((name) => !hasForm(name, givenValue(sent, name), today));
  if (wrong.length > 0) return { code: "invalid_format", parameters: wrong };

  const textOf = (name: InsertName) => (givenValue(sent, name) as string | null) ?? null;
  const parts = { city: textOf("address_city"), country: textOf("address_country"), state: textOf("address_state"), street: textOf("address_street"), formatted: textOf("address_full") };
  const address = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== null)) as Address;
  return {
    email: textOf("email") ?? "", userid: textOf("userid"), kycStatus: textOf("kycStatus") === "approved" ? "approved" : "rejected",
    fields: Object.fromEntries(fieldNames.map((field) => [field, fieldOf(sent, field, today)])) as Fields,
    address: Object.keys(address).length > 0 ? address : null, customFields: [textOf("cf1"), textOf("cf2"), textOf("cf3")], ipAddress: textOf("ipAddress"),
  };
}
