import "server-only";
import type { Database } from "@/db";
import { hasDecidedNumber, listDecidedNames, type DecidedScope } from "@/db/queries/intake";
import { countrySpellings } from "@/lib/kyc/country";
import type { Fields } from "@/lib/kyc/fields";
import type { ProjectId } from "@/lib/kyc/ids";
import { isSameValue } from "@/lib/kyc/review/compare";
import type { ProjectKey } from "@/lib/vault/vault";
import { matchHashes } from "./sealed-numbers";

/** What a person is recognised by. */
export type Identity = Pick<Fields, "fullName" | "birthDate" | "nationality" | "documentNumber" | "identityNumber">;

/** Whether a decided submission has one of the numbers, or the same birth date, nationality and name, as a comparison of two fields takes them. */
export async function hasIdentity(db: Database, projectId: ProjectId, key: ProjectKey, scope: DecidedScope, identity: Identity): Promise<boolean> {
  if (await hasDecidedNumber(db, projectId, scope, matchHashes(key, identity))) return true;
  const { fullName, birthDate, nationality } = identity;
  if (fullName === null || birthDate === null || nationality === null) return false;

  const names = await listDecidedNames(db, projectId, scope, birthDate, countrySpellings(nationality));
  return names.some((name) => isSameValue("fullName", name, fullName));
}

/** Whether an approved submission other than `id` is of the same person. One whose parts were deleted is nobody's duplicate. */
export function isDuplicate(db: Database, projectId: ProjectId, key: ProjectKey, id: string, identity: Identity): Promise<boolean> {
  return hasIdentity(db, projectId, key, { status: "approved", after: null, exceptId: id, onlyWhole: true }, identity);
}
