import "server-only";
import { findImage } from "@/db/queries/images";
import { findSubmission } from "@/db/queries/intake";
import { listPrecedents, listRelated as listRelatedRows, listRelatedByIds } from "@/db/queries/related";
import type { FaceSearch, Precedents, Related } from "@/lib/contracts/related";
import { NotFoundError } from "@/lib/errors";
import { isSameValue } from "@/lib/kyc/review/compare";
import { engineDeadlineMs } from "./check-record";
import { authorise, type IntakeContext, type ServiceContext } from "./context";
import { openOriginal } from "./read-image";

/**
 * Who may stand behind a case: submissions with the same e-mail, document or identity number, name and birth date, address
 * or IP address.
 * @throws {NotFoundError} for an unknown case and for another project's alike.
 */
export async function listRelated(ctx: ServiceContext, id: string): Promise<Related> {
  authorise(ctx, "submissions.read");
  const [me, rows] = await Promise.all([findSubmission(ctx.db, ctx.projectId, id), listRelatedRows(ctx.db, ctx.projectId, id)]);
  if (me === null) throw new NotFoundError("The submission");

  const isNamesake = (name: string | null) => name !== null && me.fullName !== null && isSameValue("fullName", name, me.fullName);
  const items = rows.map(({ relations, ...item }) => ({ ...item, by: relations.filter((each) => each !== "nameAndBirthDate" || isNamesake(item.fullName)) }));
  return { items: items.filter(({ by }) => by.length > 0) };
}

/** The case's selfie is searched among the faces that the engine knows of the project: for who decides, not for who looks on. */
export async function searchFaces(ctx: IntakeContext, id: string): Promise<FaceSearch> {
  authorise(ctx, "submissions.decide");
  const row = await findImage(ctx.db, ctx.projectId, id, "selfieImage");
  const selfie = row && (await openOriginal(ctx, ctx.projectId, row));
  if (!selfie) throw new NotFoundError("The selfie");

  const { check } = await ctx.engines.searchFace(selfie, { projectId: ctx.projectId, submissionId: id }, AbortSignal.timeout(engineDeadlineMs));
  if (check.outcome !== "ok") return { outcome: check.outcome, items: [] };
  const scores = new Map(check.facts.matches.map(({ submissionId, score }) => [submissionId, score]));
  const known = await listRelatedByIds(ctx.db, ctx.projectId, [...scores.keys()]);
  const items = known.map((item) => ({ ...item, score: scores.get(item.id) ?? 0 }));
  return { outcome: "ok", items: items.sort((a, b) => b.score - a.score) };
}

/** How far back precedents are sought: a rare set of flags does not cost what its kind has. */
const searched = 5_000;

/**
 * How the last cases of the same ID type, issuing country and flags were decided.
 * @throws {NotFoundError} for an unknown case and for another project's alike.
 */
export async function listCasePrecedents(ctx: ServiceContext, id: string): Promise<Precedents> {
  authorise(ctx, "submissions.read");
  const me = await findSubmission(ctx.db, ctx.projectId, id);
  if (me === null) throw new NotFoundError("The submission");
  const { issuingCountryCanonical: country, idType, flags } = me;
  if (country === null || idType === null) return { items: null, searched };
  return { items: await listPrecedents(ctx.db, ctx.projectId, { id, country, idType, flags }, { searched, limit: 20 }), searched };
}
