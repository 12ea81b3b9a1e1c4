import "server-only";
import type {
  BarcodeFacts, Check, DetectionFacts, DocumentLivenessFacts, FaceFacts, FaceSearchFacts, ForensicsFacts, InspectionFacts, KoreanAuthenticityFacts, SelfieLivenessFacts,
  TextFacts, TransferFacts, ZoneFacts,
} from "@/lib/kyc/intake/checks";
import type { EngineName } from "@/lib/kyc/intake/engine-ports";
import type { EngineState } from "./health";

export interface EngineImage {
  contentType: "image/jpeg" | "image/png";
  /** As received. */
  bytes: Buffer;
}

/** What the applicant said of the document. */
export interface DocumentHints {
  issuingCountry: string;
  idType: string;
  side: "front" | "back";
}

/** Whose face: the engine keeps its index by these two and is never told a name. */
export interface FaceSubject {
  projectId: string;
  submissionId: string;
}

/** What an engine answered, as it came (`raw`, for the sealed trace) and as facts, and how long it took. */
export interface EngineAnswer<Facts> {
  check: Check<Facts>;
  raw: unknown;
  milliseconds: number;
}

type Answer<Facts> = Promise<EngineAnswer<Facts>>;

/**
 * What reads images, faces and banks. Nothing here throws: an engine that is not configured answers `not_available`, one
 * that fails or does not answer before `signal` ends answers `error`. Called outside of transactions.
 */
export interface Engines {
  isConfigured(name: EngineName): boolean;
  /** How each engine has answered since this process started. */
  states(): Record<EngineName, EngineState>;
  detectDocument(image: EngineImage, hints: DocumentHints, signal: AbortSignal): Answer<DetectionFacts>;
  inspectImage(image: EngineImage, signal: AbortSignal): Answer<InspectionFacts>;
  readText(image: EngineImage, hints: DocumentHints, signal: AbortSignal): Answer<TextFacts>;
  readZone(image: EngineImage, hints: DocumentHints, signal: AbortSignal): Answer<ZoneFacts>;
  readBarcode(image: EngineImage, hints: DocumentHints, signal: AbortSignal): Answer<BarcodeFacts>;
  findForgery(image: EngineImage, hints: DocumentHints, signal: AbortSignal): Answer<ForensicsFacts>;
  checkDocumentLiveness(image: EngineImage, signal: AbortSignal): Answer<DocumentLivenessFacts>;
  compareFaces(document: EngineImage, selfie: EngineImage, signal: AbortSignal): Answer<FaceFacts>;
  checkSelfieLiveness(selfie: EngineImage, signal: AbortSignal): Answer<SelfieLivenessFacts>;
  searchFace(selfie: EngineImage, subject: FaceSubject, signal: AbortSignal): Answer<FaceSearchFacts>;
  /** Indexes the selfie as a candidate. */
  indexFace(selfie: EngineImage, subject: FaceSubject, signal: AbortSignal): Answer<Record<string, never>>;
  /** Takes a face out of the index: erasure. */
  forgetFace(subject: FaceSubject, signal: AbortSignal): Answer<Record<string, never>>;
  verifyKorean(document: { fullName: string; birthDate: string | null; identityNumber: string; issueDate: string | null; idType: string }, signal: AbortSignal): Answer<KoreanAuthenticityFacts>;
  transferOneWon(account: { bankCode: string; accountNumber: string; userName: string }, signal: AbortSignal): Answer<TransferFacts>;
}
