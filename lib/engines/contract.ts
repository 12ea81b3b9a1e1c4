import "server-only";
import * as z from "zod/mini";
import { fieldNames, type FieldName } from "@/lib/kyc/fields";
import { imageWarnings } from "@/lib/kyc/flags";
import { idTypes } from "@/lib/kyc/id-type";
import type {
  BarcodeFacts, DetectionFacts, DocumentLivenessFacts, FaceFacts, FaceSearchFacts, ForensicsFacts, InspectionFacts, KoreanAuthenticityFacts, SelfieLivenessFacts, TextFacts,
  TransferFacts, ZoneFacts,
} from "@/lib/kyc/intake/checks";
import { engineNames, type EngineName } from "@/lib/kyc/intake/engine-ports";

/*
 * The contract between Verdict and an engine: Verdict sends a POST with a JSON body (`requestSchema`) to the engine's
 * address, signed in `x-verdict-signature`; the engine answers 200, `application/json`, with `answerSchema`. Unknown keys
 * are ignored on both sides; anything else that departs from the schemas is a failure of the engine. Engines say what they
 * saw: which score is too low, and which code an applicant reads, is decided by Verdict alone.
 */

export const contractVersion = 1;

/** The largest answer that is read, in bytes. */
export const answerLimitBytes = 256 * 1024;
export const textLimit = 500;
export const listLimit = 50;

/** PostgreSQL holds neither U+0000 nor half a surrogate pair. */
const isStorable = (text: string) => !/\0|\p{Cs}/u.test(text);
const text = z.string().check(z.maxLength(textLimit), z.refine(isStorable, "holds a character that cannot be stored"));
const filledText = text.check(z.minLength(1));

/** 0 (not at all) to 100 (certain). */
const score = z.number().check(z.minimum(0), z.maximum(100));
const faceCount = z.int().check(z.minimum(0), z.maximum(100));

/** An image as received: its bytes in base64 (RFC 4648 section 4), up to 2 MiB before encoding; not turned upright. */
export const wireImageSchema = z.object({ contentType: z.enum(["image/jpeg", "image/png"]), base64: z.base64() });
export type WireImage = z.infer<typeof wireImageSchema>;

/** What the applicant said of the document; the country as given, ISO 3166-1 alpha-3 or ICAO 9303 part 3 section 5. */
const hints = z.object({ issuingCountry: z.string(), idType: z.string(), side: z.enum(["front", "back"]) });

/** Whose face: an index is kept per project, and no name is ever told. */
const subject = z.object({ projectId: z.uuid(), submissionId: z.uuid() });

const documentInput = z.object({ image: wireImageSchema, hints });
const imageInput = z.object({ image: wireImageSchema });
const faceInput = z.object({ selfie: wireImageSchema, subject });

/** Fields that were read, each with the confidence in its value: dates `YYYY-MM-DD`, countries as codes; the rest is left out. */
const readField = z.optional(z.object({ value: text, confidence: score }));
const readFields = z.object(Object.fromEntries(fieldNames.map((name) => [name, readField])) as Record<FieldName, typeof readField>);

/** Every operation, and the engine that it asks. */
const engineOf = {
  detectDocument: "documentDetection",
  inspectImage: "imageInspection",
  readText: "printedText",
  readZone: "mrz",
  readBarcode: "barcode",
  findForgery: "forensics",
  checkDocumentLiveness: "documentLiveness",
  compareFaces: "faces",
  checkSelfieLiveness: "selfieLiveness",
  searchFace: "faces",
  indexFace: "faces",
  forgetFace: "faces",
  verifyKorean: "koreanAuthenticity",
  transferOneWon: "bankTransfer",
} as const satisfies Record<string, EngineName>;
export type OperationName = keyof typeof engineOf;

/** What a call asks of which engine, what it is given, and what it answers. */
export interface Operation<Input, Facts> {
  name: OperationName;
  engine: EngineName;
  input: z.ZodMiniType<Input>;
  facts: z.ZodMiniType<Facts>;
}

function operation<Input, Facts>(name: OperationName, input: z.ZodMiniType<Input>, facts: z.ZodMiniType<Facts>): Operation<Input, Facts> {
  return { name, engine: engineOf[name], input, facts };
}

export const detectDocument = operation(
  "detectDocument",
  documentInput,
  z.object({
    isId: z.boolean(),
    country: z.nullable(text),
    idType: z.nullable(z.enum(idTypes)),
    side: z.nullable(z.enum(["front", "back"])),
    isExpired: z.boolean(),
  }) satisfies z.ZodMiniType<DetectionFacts>,
);

/** `sharpness`: 0 blurred to 100 crisp. `glare`: the share of the document that it hides, in per cent. */
export const inspectImage = operation("inspectImage", imageInput, z.object({ sharpness: score, glare: score }) satisfies z.ZodMiniType<InspectionFacts>);

export const readText = operation("readText", documentInput, z.object({ isUpright: z.boolean(), fields: readFields }) satisfies z.ZodMiniType<TextFacts>);

/** `checkDigits` by ICAO 9303 part 3 section 4.9; `unsure` when two reads disagree. */
export const readZone = operation(
  "readZone",
  documentInput,
  z.object({ isWhole: z.boolean(), checkDigits: z.enum(["valid", "invalid", "unsure"]), fields: readFields }) satisfies z.ZodMiniType<ZoneFacts>,
);

export const readBarcode = operation("readBarcode", documentInput, z.object({ isWhole: z.boolean(), fields: readFields }) satisfies z.ZodMiniType<BarcodeFacts>);

/** `findings` come from a closed set; an engine that finds something else leaves it out. */
export const findForgery = operation(
  "findForgery",
  documentInput,
  z.object({ findings: z.array(z.enum(imageWarnings)).check(z.maxLength(listLimit)), isExpired: z.boolean() }) satisfies z.ZodMiniType<ForensicsFacts>,
);

/** Each pipeline's score: 0 a copy, 100 the document itself. */
export const checkDocumentLiveness = operation(
  "checkDocumentLiveness",
  imageInput,
  z.object({ screenReplay: score, paperPrinted: score, replacePortraits: score }) satisfies z.ZodMiniType<DocumentLivenessFacts>,
);

export const compareFaces = operation(
  "compareFaces",
  z.object({ document: wireImageSchema, selfie: wireImageSchema }),
  z.object({ idFaces: faceCount, selfieFaces: faceCount, isMatch: z.boolean(), score }) satisfies z.ZodMiniType<FaceFacts>,
);

/** 0 a copy, 100 a living person. */
export const checkSelfieLiveness = operation("checkSelfieLiveness", imageInput, z.object({ score }) satisfies z.ZodMiniType<SelfieLivenessFacts>);

/** The most alike first, of the subject's project, without the subject. */
export const searchFace = operation(
  "searchFace",
  faceInput,
  z.object({ matches: z.array(z.object({ submissionId: z.uuid(), score })).check(z.maxLength(listLimit)) }) satisfies z.ZodMiniType<FaceSearchFacts>,
);

const nothing: z.ZodMiniType<Record<string, never>> = z.pipe(z.unknown(), z.transform((): Record<string, never> => ({})));

/** Indexing a subject again replaces its face. */
export const indexFace = operation("indexFace", faceInput, nothing);

/** A subject that is not indexed is no failure. */
export const forgetFace = operation("forgetFace", z.object({ subject }), nothing);

export const verifyKorean = operation(
  "verifyKorean",
  z.object({ fullName: z.string(), birthDate: z.nullable(z.string()), identityNumber: z.string(), issueDate: z.nullable(z.string()), idType: z.string() }),
  z.object({ isAuthentic: z.boolean() }) satisfies z.ZodMiniType<KoreanAuthenticityFacts>,
);

/**
 * One won, sent with a `code` in the depositor's name; `holderName` is the account's holder as the bank has it. A transfer
 * that the bank refuses is a fact, not a failure. The same request id again must answer as before and send nothing more.
 */
export const transferOneWon = operation(
  "transferOneWon",
  z.object({ bankCode: z.string(), accountNumber: z.string(), userName: z.string() }),
  z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("sent"), code: filledText, holderName: filledText }),
    z.object({ outcome: z.enum(["invalid_bank_code", "invalid_account_number", "transfer_failed"]) }),
  ]) satisfies z.ZodMiniType<TransferFacts>,
);

/** Every operation there is. */
export const operations = [
  detectDocument, inspectImage, readText, readZone, readBarcode, findForgery, checkDocumentLiveness, compareFaces, checkSelfieLiveness, searchFace, indexFace, forgetFace,
  verifyKorean, transferOneWon,
] as const;

/**
 * What is sent. `requestId` names the call: after a connection that broke before an answer, the same call comes once more
 * under the same id. `input` is that of the operation.
 */
export const requestSchema = z.object({
  version: z.literal(contractVersion),
  requestId: z.uuid(),
  engine: z.enum(engineNames),
  operation: z.enum(Object.keys(engineOf) as OperationName[]),
  input: z.unknown(),
});
export type EngineRequest = z.infer<typeof requestSchema>;

/** What is answered: facts of the operation, or that the engine cannot tell for this document at all, which is never a pass. */
export const answerSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("ok"), facts: z.unknown() }),
  z.object({ outcome: z.literal("not_available") }),
]);
