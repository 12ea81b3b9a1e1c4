import type { SubmissionDetail } from "@/lib/contracts/submissions";

type Address = NonNullable<SubmissionDetail["address"]>;

/** An address in one line: as it was formatted, else its parts, else what was typed or a code; with its detail. */
export function addressLine({ formatted, street, street2, city, state, zipcode, country, input, compoundCode, globalCode, detail }: Address): string {
  const parts = [street, street2, city, state, zipcode, country].filter(Boolean).join(", ");
  return [formatted || parts || input || compoundCode || globalCode, detail].filter(Boolean).join(", ");
}
