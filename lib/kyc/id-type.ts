/** The ID types of the public API (`POST /v3/submission/step1`, field idType). */
export const idTypes = [
  "passport",
  "government_id",
  "drivers_license",
  "residence_permit",
  "visa",
  "vehicle_registration_certificate",
  "aadhaar",
  "pancard",
  "universal",
] as const;

export type IdType = (typeof idTypes)[number];

export function isIdType(value: unknown): value is IdType {
  return idTypes.some((type) => type === value);
}
