import * as z from "zod/mini";
import { fieldNames, type FieldName } from "@/lib/kyc/fields";

const fieldValue = z.nullable(z.string());

/** All fields of one layer. */
export const fieldsSchema = z.object(
  Object.fromEntries(fieldNames.map((name) => [name, fieldValue])) as Record<FieldName, typeof fieldValue>,
);

/** Some fields with their new values; what each may hold is decided by `lib/kyc/review/correction.ts`. */
export const fieldChangesSchema = z.partialRecord(z.enum(fieldNames), z.nullable(z.string().check(z.maxLength(10_000))));
export type FieldChanges = z.infer<typeof fieldChangesSchema>;
