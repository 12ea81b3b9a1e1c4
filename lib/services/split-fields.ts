import "server-only";
import type { Fields, NumberFields, PlainFields } from "@/lib/kyc/fields";

/** A layer as its columns have it: numbers are sealed, everything else is plain. */
export function splitFields({ documentNumber, identityNumber, ...plain }: Fields): { plain: PlainFields; numbers: NumberFields } {
  return { plain, numbers: { documentNumber, identityNumber } };
}
