import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import type { Database } from "@/db";
import { findMemberByEmail } from "@/db/queries/members";
import { listProjects } from "@/db/queries/projects";
import { demoCases, type DemoCase } from "@/lib/demo/cases";
import { drawAddressLetter, drawCard, drawPassport, drawSelfie } from "@/lib/demo/document";
import { withShippedFonts } from "@/lib/demo/fonts";
import { inspectImage, type InspectedImage } from "@/lib/images/inspect";
import type { ProjectId } from "@/lib/kyc/ids";
import type { ImageKind } from "@/lib/kyc/images";
import { defaultOptions } from "@/lib/kyc/options";
import { roles, type Role } from "@/lib/kyc/roles";
import { evaluate, factsOf, hitsOf } from "@/lib/kyc/rules/evaluate";
import { parseCivilDate } from "@/lib/kyc/civil-date";
import type { ImageStore } from "@/lib/storage/image-store";
import type { Vault } from "@/lib/vault/vault";
import { addMember } from "./add-member";
import { makeApiKey, storedKey } from "./api-key-secret";
import type { MemberContext, ServiceContext } from "./context";
import { createApiKey } from "./create-api-key";
import { createProject } from "./create-project";
import { createSubmission } from "./create-submission";
import { eraseSubmission } from "./erase-submission";
import { getSubmission } from "./get-submission";
import { recordDecision } from "./record-decision";
import { takeLease } from "./take-lease";

export interface DemoAccount {
  email: string;
  role: Role;
  password: string;
}

export interface Demo {
  accounts: DemoAccount[];
  /** The text of its API key. */
  apiKey: string;
}

interface Dependencies {
  db: Database;
  vault: Vault;
  storage: ImageStore;
  now: Date;
  /** For all four accounts; random ones when `null`. */
  password: string | null;
  /** The text of its API key; a random one when `null`. */
  apiKey: string | null;
}

const names: Record<Role, string> = { viewer: "Ines Calvo", agent: "Mina Park", lead: "Tomas Leitner", admin: "한지우" };
const options = { ...defaultOptions, ageLimit: 19, blacklistCountries: ["IRN", "PRK"], rejectedPeriodDays: 30, timeZone: "Asia/Seoul" };

async function addAccounts(ctx: ServiceContext, password: string | null): Promise<DemoAccount[]> {
  const accounts = roles.map((role) => ({ email: `${role}@demo.test`, role, password: password ?? randomBytes(12).toString("base64url") }));
  for (const account of accounts) await addMember(ctx, { ...account, name: names[account.role] });
  return accounts.reverse();
}

async function drawImages({ seed, person, document, hasSelfie, hasAddress }: DemoCase): Promise<{ kind: ImageKind; bytes: Buffer }[]> {
  const drawn = {
    seed, issuingCountry: person.country, surname: person.surname, givenNames: person.given, nationality: person.country, birthDate: person.birthDate,
    gender: person.gender, ...document,
  };
  const images: { kind: ImageKind; bytes: Buffer }[] = [];
  if (person.idType === "passport") images.push({ kind: "idImage", bytes: await drawPassport({ ...drawn, title: "PASSPORT" }) });
  else {
    const title = { drivers_license: "DRIVING LICENCE", residence_permit: "RESIDENCE PERMIT" }[String(person.idType)] ?? "IDENTITY CARD";
    const [front, back] = await drawCard({ ...drawn, title });
    images.push({ kind: "idImage", bytes: front }, { kind: "idBackImage", bytes: back });
  }
  if (hasSelfie) images.push({ kind: "selfieImage", bytes: await drawSelfie(seed, person.gender) });
  if (hasAddress) images.push({ kind: "addressImage", bytes: await drawAddressLetter(`${person.given} ${person.surname}`, seed) });
  return images;
}

/** A case with its pictures, drawn before anything is written. */
interface DrawnCase {
  demo: DemoCase;
  images: { kind: ImageKind; image: InspectedImage }[];
}

async function drawCases(): Promise<DrawnCase[]> {
  const drawn: DrawnCase[] = [];
  for (const demo of demoCases()) {
    const images: DrawnCase["images"] = [];
    for (const { kind, bytes } of await drawImages(demo)) {
      const image = await inspectImage(bytes);
      if ("fault" in image) throw new Error(`A drawn picture is not accepted: ${image.fault}`);
      images.push({ kind, image });
    }
    drawn.push({ demo, images });
  }
  return drawn;
}

async function createCase(ctx: ServiceContext, { demo, images }: DrawnCase): Promise<string> {
  const { email, claimed, printed, mrz, flags, retryCount, fate } = demo;
  const status = fate.kind === "incomplete" ? "incomplete" : "pending";
  return createSubmission(ctx, { externalId: `D-${String(demo.seed + 1).padStart(3, "0")}`, source: "api", status, email, claimed, printed, mrz, flags, retryCount, images });
}

/** Decides as an agent would have: what the rules hit can only be rejected. */
async function settle(ctx: MemberContext, id: string, { fate }: DemoCase): Promise<void> {
  if (fate.kind === "pending" || fate.kind === "incomplete") return;
  if (fate.kind === "erased") return eraseSubmission(ctx, id);
  const { version, final, today } = await getSubmission(ctx, id);
  const day = parseCivilDate(today);
  const holder = randomUUID();
  const { token } = await takeLease(ctx, id, { holder });
  const seen = { version, lease: { holder, token } };
  const confirmedHits = day === null ? [] : hitsOf(evaluate(factsOf(final), options, day)).map((hit) => hit.rule);
  if (fate.kind === "approved" && confirmedHits.length === 0) await recordDecision(ctx, id, { outcome: "approved", ...seen });
  else {
    const { codes, otherText } = fate.kind === "rejected" ? fate : { codes: [], otherText: null };
    await recordDecision(ctx, id, { outcome: "rejected", ...seen, codes, otherText, fields: {}, confirmedHits });
  }
}

async function memberContext(ctx: ServiceContext, role: Role): Promise<MemberContext> {
  const email = `${role}@demo.test`;
  const member = await findMemberByEmail(ctx.db, email);
  if (!member) throw new Error("The demo's account was not stored.");
  return { ...ctx, actor: { kind: "member", memberId: member.id, email, name: member.name, role } };
}

async function writeDemo({ db, vault, storage, now, password, apiKey }: Dependencies, cases: readonly DrawnCase[]): Promise<Demo> {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const projectId: ProjectId = await createProject({ db, vault, actor: { kind: "system" }, now: before(60 * 24 * 90) }, { slug: "demo", name: "Nordwind Exchange", options });
  const system: ServiceContext = { db, vault, storage, projectId, actor: { kind: "system" }, now: before(60 * 24 * 89), ipAddress: null };
  const accounts = await addAccounts(system, password);
  const { text } = await createApiKey(system, { name: "Demo" }, apiKey === null ? makeApiKey() : storedKey(apiKey));
  const [agent, admin] = [await memberContext(system, "agent"), await memberContext(system, "admin")];

  for (const drawn of cases) {
    const { minutesAgo, fate } = drawn.demo;
    const id = await createCase({ ...system, now: before(minutesAgo) }, drawn);
    await settle({ ...(fate.kind === "erased" ? admin : agent), now: before(Math.max(0, minutesAgo - 95)) }, id, drawn.demo);
  }
  return { accounts, apiKey: text };
}

/** A store that remembers what was put, so that it can be taken back. */
function remembering(storage: ImageStore): { storage: ImageStore; takeBack(): Promise<void> } {
  const kept: string[] = [];
  const put = async (bytes: Uint8Array) => {
    const key = await storage.put(bytes);
    kept.push(key);
    return key;
  };
  return {
    storage: { put, get: (key) => storage.get(key), delete: (key) => storage.delete(key) },
    takeBack: async () => void (await Promise.allSettled(kept.map((key) => storage.delete(key)))),
  };
}

/**
 * The project “demo” with four accounts, an API key and sixty submissions, in a database that has no project; else `null`, and
 * nothing is touched. One transaction: an interrupted load leaves a database without a project, and at most sealed files
 * and keys that no row names.
 * @throws {RangeError} for a given API key that has not the form of one.
 */
export async function loadDemo(deps: Dependencies): Promise<Demo | null> {
  const { db } = deps;
  const isEmpty = async () => (await listProjects(db)).length === 0;
  if (!(await isEmpty())) return null;
  const cases = await withShippedFonts(drawCases);
  const { storage, takeBack } = remembering(deps.storage);
  try {
    return await db.transaction((tx) => writeDemo({ ...deps, db: tx, storage }, cases));
  } catch (error) {
    if (await isEmpty().catch(() => false)) await takeBack();
    throw error;
  }
}
