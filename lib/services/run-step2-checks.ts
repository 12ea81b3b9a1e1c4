import "server-only";
import { listApprovedAmong } from "@/db/queries/intake";
import type { EngineImage } from "@/lib/engines/engines";
import { canonicalCountry } from "@/lib/kyc/country";
import type { Fields } from "@/lib/kyc/fields";
import type { IdType } from "@/lib/kyc/id-type";
import type { Check, FaceSearchFacts } from "@/lib/kyc/intake/checks";
import { documentSpec } from "@/lib/kyc/intake/document-table";
import type { Step2Checks } from "@/lib/kyc/intake/step2";
import type { ProjectOptions } from "@/lib/kyc/options";
import type { CheckRecord } from "./check-record";
import type { ApiContext } from "./context";

/** What Step 2 holds against one another. */
export interface Step2Subject {
  submissionId: string;
  idType: IdType;
  /** What the applicant says, over what was read. */
  final: Fields;
  document: EngineImage;
  selfie: EngineImage;
}

type FaceChecks = Pick<Step2Checks, "faceSearch" | "faceIndex">;

/** Searched before it is indexed as a candidate; of what is found only the approved count. */
async function runFaceDuplication(ctx: ApiContext, { submissionId, selfie }: Step2Subject, record: CheckRecord, signal: AbortSignal): Promise<FaceChecks> {
  const subject = { projectId: ctx.projectId, submissionId };
  const found = await record.take("face_duplication", ctx.engines.searchFace(selfie, subject, signal), "search");
  if (found.outcome !== "ok") return { faceSearch: found, faceIndex: null };

  const approved = await listApprovedAmong(ctx.db, ctx.projectId, found.facts.matches.map((match) => match.submissionId));
  const faceSearch: Check<FaceSearchFacts> = { outcome: "ok", facts: { matches: found.facts.matches.filter((match) => approved.has(match.submissionId)) } };
  return { faceSearch, faceIndex: await record.take("face_duplication", ctx.engines.indexFace(selfie, subject, signal), "index") };
}

/** Asked of a Korean document that carries a resident registration number. */
async function runKorean(ctx: ApiContext, { final, idType }: Step2Subject, record: CheckRecord, signal: AbortSignal): Promise<Step2Checks["koreanAuthenticity"]> {
  const { fullName, birthDate, identityNumber, issueDate, issuingCountry } = final;
  const isKorean = issuingCountry !== null && canonicalCountry(issuingCountry) === "KOR";
  if (!isKorean || fullName === null || identityNumber === null || !documentSpec("KOR", idType).required.includes("identity_number")) return null;
  return record.take("korean_authenticity", ctx.engines.verifyKorean({ fullName, birthDate, identityNumber, issueDate, idType }, signal));
}

/** Asks the engines about a person, at once; each option's engine only while it is on. */
export async function runStep2Checks(ctx: ApiContext, subject: Step2Subject, options: ProjectOptions, record: CheckRecord, signal: AbortSignal): Promise<Step2Checks> {
  const noDuplication: FaceChecks = { faceSearch: null, faceIndex: null };
  const [faces, selfieLiveness, duplication, koreanAuthenticity] = await Promise.all([
    record.take("face_match", ctx.engines.compareFaces(subject.document, subject.selfie, signal)),
    options.selfieLiveness ? record.take("selfie_liveness", ctx.engines.checkSelfieLiveness(subject.selfie, signal)) : null,
    options.faceDuplication ? runFaceDuplication(ctx, subject, record, signal) : noDuplication,
    options.koreanIdVerification ? runKorean(ctx, subject, record, signal) : null,
  ]);
  return { faces, selfieLiveness, ...duplication, koreanAuthenticity };
}
