/** The parts of an address, by their names on the wire (`data.address_…`). */
export const addressParts = [
  "city", "country", "state", "street", "street2", "zipcode", "globalCode", "compoundCode", "formatted", "input", "detail",
] as const;
export type AddressPart = (typeof addressParts)[number];

/** What an applicant gave of an address; a part that was not given is left out. */
export type Address = Partial<Record<AddressPart, string>>;
