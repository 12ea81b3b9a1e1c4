import { z } from "zod";
import { fieldNames, type FieldName } from "@/lib/kyc/fields";

const fieldValue = z.string().nullable();

/** All fields of one layer. */
export const fieldsSchema = z.object(
  Object.fromEntries(fieldNames.map((name) => [name, fieldValue])) as Record<FieldName, typeof fieldValue>,
);

/** Some fields with their new values; what each may hold is decided by `lib/kyc/review/correction.ts`. */
export const fieldChangesSchema = z.partialRecord(z.enum(fieldNames), z.string().max(10_000).nullable());
export type FieldChanges = z.infer<typeof fieldChangesSchema>;
