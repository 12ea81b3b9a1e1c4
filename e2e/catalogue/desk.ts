import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { request, type APIRequestContext } from "@playwright/test";
import { eq, sql } from "drizzle-orm";
import { projects } from "@/db/schema/projects";
import type { ProjectState } from "@/lib/kyc/project-state";
import { env } from "@/lib/env";
import { engineNames, engineVariables } from "@/lib/kyc/intake/engine-ports";
import { defaultOptions, type ProjectOptions } from "@/lib/kyc/options";
import { startEngineDouble, type Program } from "../engine-double";
import { signInAs } from "../fixtures";
import { apiClient, changePolicy, type ApiClient } from "../intake-client";
import { startSecondDesk } from "../second-desk";
import { castStory, type Cast, type Stage } from "../stage";
import { filesIn, writtenOf } from "../written";

interface Agent {
  request: APIRequestContext;
}

/** A project whose options are off but for those that a row names, and a client of its API. */
export interface CatalogueProject {
  cast: Cast;
  client: ApiClient;
  /** The project's agent, signed in. */
  agent(): Promise<Agent>;
  close(): Promise<void>;
}

/**
 * The desk under test once more, over the same database, with engines and a folder of images of its own: what a refusal
 * leaves behind is counted to the file, and a fault meets nobody else's story.
 */
export interface CatalogueDesk {
  stage: Stage;
  origin: string;
  program: Program;
  /** One for each set of options. */
  projectWith(options: Partial<ProjectOptions>): Promise<CatalogueProject>;
  /** All that a request may write for a project, and the files of images: two that are equal saw nothing written between them. */
  written(cast: Cast): Promise<string>;
  /** The folder of the images is a file meanwhile. */
  withoutImages<Result>(work: () => Promise<Result>): Promise<Result>;
  /** PostgreSQL raises for each write of this applicant meanwhile. */
  refusing<Result>(email: string, work: () => Promise<Result>): Promise<Result>;
  inState<Result>(cast: Cast, state: ProjectState, work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

async function openProject(stage: Stage, origin: string, options: Partial<ProjectOptions>): Promise<CatalogueProject> {
  const cast = await castStory(stage);
  await changePolicy(stage, cast, { ...defaultOptions, graceSeconds: 0, ...options });
  let agent: Promise<Agent> | undefined;
  const signIn = async () => {
    const signedIn = { request: await request.newContext({ baseURL: origin }) };
    await signInAs(signedIn, cast.members.agent, origin);
    return signedIn;
  };
  return { cast, client: await apiClient(stage, cast, origin), agent: () => (agent ??= signIn()), close: async () => (await agent)?.request.dispose() };
}

async function refusingWrites<Result>({ runtime: { db } }: Stage, email: string, work: () => Promise<Result>): Promise<Result> {
  await db.execute(sql.raw(`create function refuse_catalogue_row() returns trigger language plpgsql as $$ begin if new.email = '${email}' then raise exception 'refused'; end if; return new; end $$`));
  await db.execute(sql.raw("create trigger refuse_catalogue_row before insert or update on submissions for each row execute function refuse_catalogue_row()"));
  try {
    return await work();
  } finally {
    await db.execute(sql.raw("drop trigger refuse_catalogue_row on submissions; drop function refuse_catalogue_row"));
  }
}

export async function openCatalogueDesk(stage: Stage): Promise<CatalogueDesk> {
  const { db } = stage.runtime;
  const root = await mkdtemp(path.join(tmpdir(), "verdict-catalogue-"));
  const [images, aside] = [path.join(root, "images"), path.join(root, "images-aside")];
  await mkdir(images);
  const double = await startEngineDouble();
  const { urls, secret } = double.config();
  const engines = Object.fromEntries(engineNames.map((name) => [engineVariables[name], urls[name] ?? ""]));
  const desk = await startSecondDesk(env().DATABASE_URL, { ...engines, ENGINE_SECRET: secret, IMAGES_DIR: images });
  const opened = new Map<string, Promise<CatalogueProject>>();

  return {
    stage,
    origin: desk.origin,
    program: double.program,
    projectWith: (options) => {
      const key = JSON.stringify(options);
      const project = opened.get(key) ?? openProject(stage, desk.origin, options);
      opened.set(key, project);
      return project;
    },
    written: async (cast) => `${await writtenOf(stage, cast)}, ${(await filesIn(root)).toString()} files`,
    withoutImages: async (work) => {
      await rename(images, aside);
      await writeFile(images, "");
      try {
        return await work();
      } finally {
        await rm(images);
        await rename(aside, images);
      }
    },
    refusing: (email, work) => refusingWrites(stage, email, work),
    inState: async ({ projectId }, state, work) => {
      const become = (next: ProjectState) => db.update(projects).set({ state: next }).where(eq(projects.id, projectId));
      await become(state);
      return work().finally(() => become("open"));
    },
    close: async () => {
      for (const project of opened.values()) await (await project).close();
      await desk.stop();
      await double.close();
      await rm(root, { recursive: true });
    },
  };
}
