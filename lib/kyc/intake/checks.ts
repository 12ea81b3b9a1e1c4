import type { FieldName } from "../fields";
import type { imageWarnings } from "../flags";
import type { IdType } from "../id-type";
import type { LivenessPipeline } from "../options";

/**
 * What an engine answered. `not_available`: none is configured; recorded as not run, and never a pass. `error`: it failed
 * or ran out of time.
 */
export type Check<Facts> = { outcome: "ok"; facts: Facts } | { outcome: "not_available" } | { outcome: "error" };

export const notAvailable = { outcome: "not_available" } as const;
export const failed = { outcome: "error" } as const;

export const factsOfCheck = <Facts>(check: Check<Facts> | null): Facts | null => (check?.outcome === "ok" ? check.facts : null);

/** Scores are 0–100; which of them fails is decided here, never by the engine. */
export const thresholds = {
  /** A pipeline of document liveness fails under this. */
  idLiveness: 50,
  /** A selfie fails at this or under it. */
  selfieLiveness: 50,
  /** Faces do not match at this or under it. */
  faceSimilarity: 85,
  /** A picture is too blurry under this sharpness. */
  sharpness: 30,
  /** Glare hides too much over this share of the document. */
  glare: 20,
  /** A field is read with doubt under this confidence. */
  confidence: 60,
} as const;

export interface DetectionFacts {
  isId: boolean;
  /** A country code as given; `null` when it is not known. */
  country: string | null;
  idType: IdType | null;
  side: "front" | "back" | null;
  /** The document says of itself that it has expired (a mark, a cut corner). */
  isExpired: boolean;
}

export interface InspectionFacts {
  sharpness: number;
  glare: number;
}

/** A field that was read; values as on the wire: dates `YYYY-MM-DD`, countries as codes. */
export interface ReadField {
  value: string;
  confidence: number;
}
export type ReadFields = Partial<Record<FieldName, ReadField>>;

export interface TextFacts {
  /** False when nothing could be read upright at 0, 90, 180 or 270 degrees and 15 either way, though there is a document. */
  isUpright: boolean;
  fields: ReadFields;
}

export interface ZoneFacts {
  /** Every line was read in full. */
  isWhole: boolean;
  /** `unsure` when two reads disagree: said to nobody as a forgery. */
  checkDigits: "valid" | "invalid" | "unsure";
  fields: ReadFields;
}

export interface BarcodeFacts {
  isWhole: boolean;
  fields: ReadFields;
}

/** What forensics may find, a closed set: each is the code of the retry that follows. */
export type Finding = (typeof imageWarnings)[number];

export interface ForensicsFacts {
  findings: Finding[];
  isExpired: boolean;
}

/** Each pipeline's score; higher is more alive. */
export type DocumentLivenessFacts = Record<LivenessPipeline, number>;

export interface FaceFacts {
  /** Faces found in the portrait of the document and in the selfie. */
  idFaces: number;
  selfieFaces: number;
  isMatch: boolean;
  score: number;
}

export interface SelfieLivenessFacts {
  score: number;
}

/** Submissions whose indexed face is like the selfie. */
export interface FaceSearchFacts {
  matches: { submissionId: string; score: number }[];
}

export interface KoreanAuthenticityFacts {
  isAuthentic: boolean;
}

export type TransferFacts = { outcome: "sent"; code: string; holderName: string } | { outcome: "invalid_bank_code" | "invalid_account_number" | "transfer_failed" };
