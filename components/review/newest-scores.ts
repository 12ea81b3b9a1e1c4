import type { Attempt } from "@/lib/contracts/submissions";
import { thresholds } from "@/lib/kyc/intake/checks";

/** A score that an engine gave, and whether it fails. */
export interface Score {
  kind: "faces" | "liveness";
  value: number;
  fails: boolean;
}

/** Of each kind the newest score there is; `attempts` come newest first. */
export function newestScores(attempts: readonly Attempt[]): Score[] {
  const faces = attempts.find(({ faceSimilarityScore }) => faceSimilarityScore !== null)?.faceSimilarityScore ?? null;
  const liveness = attempts.find(({ livenessScore }) => livenessScore !== null)?.livenessScore ?? null;
  return [
    ...(faces === null ? [] : [{ kind: "faces" as const, value: faces, fails: faces <= thresholds.faceSimilarity }]),
    ...(liveness === null ? [] : [{ kind: "liveness" as const, value: liveness, fails: liveness <= thresholds.selfieLiveness }]),
  ];
}
