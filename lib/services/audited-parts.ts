import "server-only";
import { dataFieldNames, imageKindsOf, type DataFieldName, type PartName, type PartsWish } from "@/lib/contracts/v3/delete";

type DeletedName = PartName | `data.${DataFieldName}`;

const dataFields = {
  full_name: "fullName", gender: "gender", nationality: "nationality", date_of_birth: "birthDate", idcard_issuingCountry: "issuingCountry", idcard_issueDate: "issueDate",
  idcard_expireDate: "expireDate", identityNumber: "identityNumber", documentNumber: "documentNumber",
} as const satisfies Partial<Record<DataFieldName, string>>;

/** An address is audited whole, as one value. Custom fields and the applicant's IP address are no values of the log. */
function auditedDataField(name: DataFieldName): string[] {
  if (name.startsWith("address_")) return ["address"];
  return name in dataFields ? [dataFields[name as keyof typeof dataFields]] : [];
}

const partFields: Partial<Record<PartName, readonly string[]>> = {
  ...Object.fromEntries((["id_image", "selfie_image", "address_image"] as const).map((part) => [part, imageKindsOf({ parts: [part], dataFields: [] })])),
  data: dataFieldNames.flatMap(auditedDataField), email: ["email"], userid: ["userid"],
};

const namesOfData = new Map<string, DataFieldName>(dataFieldNames.map((name) => [`data.${name}`, name]));

/** What a partial deletion is named by, in its entry of the log and in its answer. */
export function deletedNames({ parts, dataFields: fields }: PartsWish): DeletedName[] {
  return [...parts, ...(parts.includes("data") ? [] : fields.map((name) => `data.${name}` as const))];
}

/**
 * The audited fields whose earlier values a deletion of these names takes with it. The layers of a case are no values of
 * the log, which tells of the final fields alone.
 */
export function auditedFieldsOf(names: readonly string[]): Set<string> {
  return new Set(
    names.flatMap((name) => {
      const dataField = namesOfData.get(name);
      return dataField === undefined ? [...(partFields[name as PartName] ?? [])] : auditedDataField(dataField);
    }),
  );
}

/** Whether what was sent and read at the tries, and answered to them, may hold it. */
export const isInTries = ({ parts, dataFields: fields }: PartsWish): boolean => fields.length > 0 || parts.some((part) => !part.endsWith("_image") && part !== "memo");

/** Whether the facts of the evaluations hold it. */
export const isInEvaluations = ({ dataFields: fields }: PartsWish): boolean => fields.includes("date_of_birth") || fields.includes("idcard_issuingCountry");
