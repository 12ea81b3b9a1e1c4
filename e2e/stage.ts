import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { insertMember, insertMembership } from "@/db/queries/members";
import { findCurrentOptions, insertOptions } from "@/db/queries/project-options";
import { openRuntime, type Runtime } from "@/lib/cli/runtime";
import { inspectImage, type InspectedImage } from "@/lib/images/inspect";
import type { Fields } from "@/lib/kyc/fields";
import type { ImageKind } from "@/lib/kyc/images";
import type { ProjectId } from "@/lib/kyc/ids";
import { defaultOptions, type ProjectOptions } from "@/lib/kyc/options";
import { roles, type Role } from "@/lib/kyc/roles";
import type { ServiceContext } from "@/lib/services/context";
import { createApiKey } from "@/lib/services/create-api-key";
import { createProject } from "@/lib/services/create-project";
import { createSubmission } from "@/lib/services/create-submission";
import { hashPassword } from "@/lib/services/password";
import { deskEnvironment, e2e } from "./environment";

export const timeZone = "Asia/Seoul";

/** The policy that every story begins with. */
export const storyOptions: ProjectOptions = { ...defaultOptions, ageLimit: 19, blacklistCountries: ["IRN", "PRK"], rejectedPeriodDays: 30, timeZone, graceSeconds: 0 };

/** An applicant whom no rule hits. */
export const minseo: Fields = {
  fullName: "Kim Minseo",
  birthDate: "1994-05-12",
  nationality: "KOR",
  gender: "female",
  issuingCountry: "KOR",
  documentNumber: "M70689098",
  identityNumber: null,
  issueDate: "2021-01-10",
  expireDate: "2031-01-09",
  idType: "passport",
};

/** What a worker needs to put members and cases into the database of the desk under test. */
export interface Stage {
  runtime: Runtime;
  passwordHash: string;
  picture: InspectedImage;
}

async function drawPicture(): Promise<InspectedImage> {
  const text = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><text x="60" y="200" font-size="60">SPECIMEN</text></svg>';
  const base = sharp({ create: { width: 640, height: 400, channels: 3, background: "#dde6f0" } });
  const image = await inspectImage(await base.composite([{ input: Buffer.from(text) }]).png().toBuffer());
  if ("fault" in image) throw new Error(`The stories' picture is refused: ${image.fault}`);
  return image;
}

/** Joins the database that the desk under test has started. */
export async function openStage(): Promise<Stage> {
  Object.assign(process.env, deskEnvironment);
  const [runtime, passwordHash, picture] = await Promise.all([openRuntime(), hashPassword(e2e.password), drawPicture()]);
  return { runtime, passwordHash, picture };
}

export interface StoryMember {
  memberId: string;
  email: string;
  name: string;
  role: Role;
}

/** A project of the story's own, with a member of each role: nothing that another story does can be seen from it. */
export interface Cast {
  projectId: ProjectId;
  slug: string;
  members: Record<Role, StoryMember>;
  addMember(role: Role, name: string): Promise<StoryMember>;
  /** The policy that the story begins with, changed by `options`. */
  setPolicy(options: Partial<ProjectOptions>): Promise<void>;
  /** A key of the project's, under the policy that the story begins with, changed by `options`. */
  addApiKey(options?: Partial<ProjectOptions>): Promise<string>;
  addCase(given?: { fields?: Partial<Fields>; printed?: Partial<Fields>; email?: string; images?: ImageKind[] }): Promise<string>;
}

const onlyFront: readonly ImageKind[] = ["idImage"];
const names: Record<Role, string> = { viewer: "Vera Novak", agent: "Ada Okafor", lead: "Lena Moreau", admin: "한지우" };

export async function castStory({ runtime, passwordHash, picture }: Stage): Promise<Cast> {
  const { db, vault, storage } = runtime;
  const slug = `story-${randomUUID().slice(0, 12)}`;
  const actor = { kind: "operator", label: "operator" } as const;
  const projectId = await createProject({ db, vault, actor, now: new Date() }, { slug, name: "Nordwind Exchange", options: storyOptions });

  const addMember = async (role: Role, name: string): Promise<StoryMember> => {
    const email = `${role}-${randomUUID().slice(0, 8)}@story.test`;
    const member = await insertMember(db, { email, name, passwordHash, createdAt: new Date() });
    if (member === null) throw new Error("The story's member exists already.");
    await insertMembership(db, { projectId, memberId: member.id, role, createdAt: new Date() });
    return { memberId: member.id, email, name, role };
  };
  const [viewer, agent, lead, admin] = await Promise.all(roles.map((role) => addMember(role, names[role])));
  if (!viewer || !agent || !lead || !admin) throw new Error("The story lacks a member.");

  const context = (): ServiceContext => ({ db, vault, storage, projectId, actor, now: new Date(), ipAddress: null });

  const setPolicy = async (options: Partial<ProjectOptions>): Promise<void> => {
    const { version } = await findCurrentOptions(db, projectId);
    const policy = { options: { ...storyOptions, ...options }, author: "operator", authorName: "operator", reason: null };
    await insertOptions(db, { projectId, version: version + 1, ...policy, createdAt: new Date() });
  };

  return {
    projectId,
    slug,
    members: { viewer, agent, lead, admin },
    addMember,
    setPolicy,
    addApiKey: async (options = {}) => {
      await setPolicy(options);
      return (await createApiKey(context(), { name: "Story" })).text;
    },
    addCase: ({ fields = {}, printed, email = `${randomUUID().slice(0, 8)}@applicant.test`, images } = {}) => {
      const ctx = context();
      const claimed = { ...minseo, ...fields };
      return createSubmission(ctx, {
        externalId: null,
        source: "import",
        status: "pending",
        email,
        claimed,
        printed: printed ? { ...claimed, ...printed } : null,
        mrz: null,
        flags: [],
        retryCount: 0,
        images: (images ?? onlyFront).map((kind) => ({ kind, image: picture })),
      });
    },
  };
}
