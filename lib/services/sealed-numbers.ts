import "server-only";
import { z } from "zod";
import type { Fields, NumberFields, PlainFields } from "@/lib/kyc/fields";
import type { ProjectKey, SealingKey } from "@/lib/vault/vault";

const numbersSchema = z.object({ documentNumber: z.string().nullable(), identityNumber: z.string().nullable() });
const sealedNumbersSchema = z.object({
  final: numbersSchema,
  claimed: numbersSchema.nullable(),
  printed: numbersSchema.nullable(),
  mrz: numbersSchema.nullable(),
});

/** Document and identity number of every layer: one sealed JSON a submission. */
export type SealedNumbers = z.infer<typeof sealedNumbersSchema>;

const purpose = "numbers";

export const noNumbers: NumberFields = { documentNumber: null, identityNumber: null };

export function sealNumbers(key: SealingKey, numbers: SealedNumbers): Buffer {
  return key.seal(JSON.stringify(numbers), purpose);
}

/** Without a sealed value every number is unknown. */
export function openNumbers(key: SealingKey | null, sealed: Uint8Array | null): SealedNumbers {
  if (key === null || sealed === null) return { final: noNumbers, claimed: null, printed: null, mrz: null };
  return sealedNumbersSchema.parse(JSON.parse(key.open(sealed, purpose).toString("utf8")));
}

/** A layer with its numbers; a layer that nobody read stays null. */
export function wholeLayer(plain: PlainFields | null, numbers: NumberFields | null): Fields | null {
  return plain === null ? null : { ...plain, ...(numbers ?? noNumbers) };
}

/** A dash is no number: whoever writes one where there is none is not everybody else who does. */
const isNumber = (value: string | null): value is string => value !== null && /[\p{L}\p{N}]/u.test(value);

/** The columns by which equal numbers are found though they are sealed. */
export function matchHashes(key: ProjectKey, { documentNumber, identityNumber }: NumberFields) {
  return {
    documentNumberMatch: isNumber(documentNumber) ? key.matchHash("documentNumber", documentNumber) : null,
    identityNumberMatch: isNumber(identityNumber) ? key.matchHash("identityNumber", identityNumber) : null,
  };
}
