import type { z } from "zod/mini";
import type * as contract from "@/lib/engines/contract";
import { fieldNames, type Fields } from "@/lib/kyc/fields";
import type { ReadFields } from "@/lib/kyc/intake/checks";

/** Whom the double reads on every document that nobody programmed. */
export const defaultPerson: Partial<Fields> = {
  fullName: "Kim Minseo",
  birthDate: "1994-05-12",
  nationality: "KOR",
  gender: "female",
  documentNumber: "M70689098",
  issueDate: "2021-01-10",
  expireDate: "2099-01-09",
};

/** Fields as an engine reads them; those that are `null` or left out were not read. */
export function readFields(fields: Partial<Fields>, confidence = 99): ReadFields {
  return Object.fromEntries(fieldNames.flatMap((name) => (fields[name] ? [[name, { value: fields[name], confidence }]] : [])));
}

type InputOf<Operation extends { input: z.ZodMiniType }> = z.output<Operation["input"]>;
type DocumentInput = InputOf<typeof contract.detectDocument>;
type FaceInput = InputOf<typeof contract.indexFace>;

export interface FaceIndex {
  search(input: FaceInput): { submissionId: string; score: number }[];
  put(input: FaceInput): void;
  forget(subject: FaceInput["subject"]): void;
}

/** An index in which a face is its picture: two faces are alike when their bytes are the same. */
export function createFaceIndex(): FaceIndex {
  const faces = new Map<string, FaceInput>();
  const keyOf = ({ projectId, submissionId }: FaceInput["subject"]) => `${projectId}/${submissionId}`;
  return {
    search: ({ selfie, subject }) =>
      [...faces.values()]
        .filter((face) => face.subject.projectId === subject.projectId && face.subject.submissionId !== subject.submissionId && face.selfie.base64 === selfie.base64)
        .slice(0, 50)
        .map((face) => ({ submissionId: face.subject.submissionId, score: 99 })),
    put: (input) => void faces.set(keyOf(input.subject), input),
    forget: (subject) => void faces.delete(keyOf(subject)),
  };
}

const readOf = ({ hints }: DocumentInput) => readFields({ ...defaultPerson, issuingCountry: hints.issuingCountry });

/** What the double answers to what nobody programmed: a clear and living document that is what the applicant said, and its living holder. */
export function defaultFacts(operation: contract.OperationName, input: unknown, faces: FaceIndex): Record<string, unknown> {
  const asDocument = () => input as DocumentInput;
  const byOperation: Record<contract.OperationName, () => Record<string, unknown>> = {
    detectDocument: () => {
      const { issuingCountry, idType, side } = asDocument().hints;
      return { isId: true, country: issuingCountry, idType: idType === "universal" ? "passport" : idType, side, isExpired: false };
    },
    inspectImage: () => ({ sharpness: 92, glare: 0 }),
    readText: () => ({ isUpright: true, fields: readOf(asDocument()) }),
    readZone: () => ({ isWhole: true, checkDigits: "valid", fields: readOf(asDocument()) }),
    readBarcode: () => ({ isWhole: true, fields: readOf(asDocument()) }),
    findForgery: () => ({ findings: [], isExpired: false }),
    checkDocumentLiveness: () => ({ screenReplay: 97, paperPrinted: 98, replacePortraits: 96 }),
    compareFaces: () => ({ idFaces: 1, selfieFaces: 1, isMatch: true, score: 97 }),
    checkSelfieLiveness: () => ({ score: 96 }),
    searchFace: () => ({ matches: faces.search(input as FaceInput) }),
    indexFace: () => {
      faces.put(input as FaceInput);
      return {};
    },
    forgetFace: () => {
      faces.forget((input as Pick<FaceInput, "subject">).subject);
      return {};
    },
    verifyKorean: () => ({ isAuthentic: true }),
    transferOneWon: () => ({ outcome: "sent", code: "4821", holderName: (input as InputOf<typeof contract.transferOneWon>).userName }),
  };
  return byOperation[operation]();
}
