import "server-only";
import { z } from "zod";
import type { SealingKey } from "@/lib/vault/vault";

const schema = z.object({ userName: z.string(), code: z.string(), holderName: z.string() });

/** Whom the applicant named, what the transfer's depositor was called, and whose the account is. */
export type BankAuthentication = z.infer<typeof schema>;

const purpose = "bank_authentication";

export function sealBankAuthentication(key: SealingKey, authentication: BankAuthentication): Buffer {
  return key.seal(JSON.stringify(authentication), purpose);
}

export function openBankAuthentication(key: SealingKey, sealed: Uint8Array): BankAuthentication {
  return schema.parse(JSON.parse(key.open(sealed, purpose).toString("utf8")));
}
