import { flags as allFlags, type Flag } from "../flags";
import { agentComments, isAgentCode, type AgentCode, type RejectGroup } from "../codes/reject-comments";
import type { ResubmissionKind } from "../images";

const groups: Record<ResubmissionKind, readonly RejectGroup[]> = { idImage: ["idImage", "info", "other"], selfieImage: ["other"], addressImage: ["address", "other"] };

/** The codes that say what is wrong with an image of this kind, in the catalogue's order; `other` goes with each. */
export function codesFor(kind: ResubmissionKind): AgentCode[] {
  return agentComments.flatMap(({ code, group }) => (groups[kind].includes(group) && isAgentCode(code) ? [code] : []));
}

/** What was found or not run on an image of a kind says nothing of the one that came in its place. */
const outdated: Record<ResubmissionKind, (flag: Flag) => boolean> = {
  idImage: (flag) =>
    flag.startsWith("low_confidence:") || flag.startsWith("warning:") || flag === "unsupported_document" ||
    ["document_detection", "image_inspection", "printed_text", "mrz", "barcode", "forensics", "document_liveness", "face_match"].some((check) => flag === `not_run:${check}`),
  selfieImage: (flag) => flag === "not_run:face_match" || flag === "not_run:selfie_liveness" || flag === "not_run:face_duplication",
  addressImage: () => false,
};

/** The flags of a case whose image came again: those of the image before go, those of the new one come. */
export function flagsAfterAnswer(before: readonly Flag[], kind: ResubmissionKind, found: readonly Flag[]): Flag[] {
  const wanted = new Set<Flag>([...before.filter((flag) => flag !== "not_resubmitted" && !outdated[kind](flag)), ...found]);
  return allFlags.filter((flag) => wanted.has(flag));
}

/** The flags of a case whose applicant sent nothing in time. */
export function flagsUnanswered(before: readonly Flag[]): Flag[] {
  return allFlags.filter((flag) => flag === "not_resubmitted" || before.includes(flag));
}
