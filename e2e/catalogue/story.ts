import { sql } from "drizzle-orm";
import type { ProjectState } from "@/lib/kyc/project-state";
import { submissionDetailSchema } from "@/lib/contracts/submissions";
import { itemPageSchema } from "@/lib/contracts/v3/item";
import type { OperationName } from "@/lib/engines/contract";
import type { ProjectOptions } from "@/lib/kyc/options";
import { sha256Of, type ProgrammedAnswer } from "../engine-double";
import { expect, hold, send } from "../fixtures";
import { newPicture, type ApiAnswer } from "../intake-client";
import type { CatalogueDesk } from "./desk";
import { passport, type Document } from "./documents";

/** An answer, and whether anything was written for it: a row, an entry of the log, a key, a file. */
export type Told = ApiAnswer & { hasWritten: boolean };

/** What a request says otherwise than the story does by itself. */
export interface Given {
  fields?: Record<string, string>;
  images?: Record<string, Buffer>;
  headers?: Record<string, string>;
}

export type Picture = "front" | "back" | "selfie";

/** The applicant of a row: an e-mail and pictures that no other row has, in a project under the row's options. */
export interface Story {
  desk: CatalogueDesk;
  email: string;
  pictures: Record<Picture, Buffer>;
  /** What an engine answers about a picture, or about a number. */
  engine(operation: OperationName, about: Picture | { number: string }, answer: ProgrammedAnswer): void;
  step1(document: Document, given?: Given): Promise<Told>;
  step2(submissionId: string, given?: Given): Promise<Told>;
  /** A Step 1 that passes; the submission's id. */
  passStep1(document?: Document, given?: Given): Promise<string>;
  /** A PreStep2 that sends one won, under the code 4821, to an account of this number whose holder is said to be Kim Minseo. */
  payOneWon(submissionId: string, accountNumber: string): Promise<void>;
  /** Both steps of an applicant whom nothing is held against, which approve. */
  approve(email: string): Promise<void>;
  /** Both steps of an applicant who says another birth date than the document, whom a person decides on; the submission's id. */
  leavePending(given?: Given): Promise<string>;
  /** The agent's rejection over the desk's own API. */
  reject(submissionId: string, decision: { codes?: string[]; otherText?: string | null; fields?: Record<string, string>; confirmedHits?: string[] }): Promise<void>;
  /** The `kyc` part of the item that a client reads. */
  kycOf(submissionId: string): Promise<unknown>;
  /** The clocks of a submission began this much earlier. */
  age(submissionId: string, interval: string): Promise<void>;
  inState<Result>(state: ProjectState, work: () => Promise<Result>): Promise<Result>;
}

export const idOf = ({ body }: ApiAnswer) => String(body["submissionId"]);
export const broken: ProgrammedAnswer = { status: 500 };

interface Beginning {
  email: string;
  options: Partial<ProjectOptions>;
}

/** What the story's calls are made of. */
async function openCalls(desk: CatalogueDesk, { email, options }: Beginning) {
  const { cast, client, agent } = await desk.projectWith(options);
  const [front, back, selfie] = await Promise.all([newPicture(), newPicture(), newPicture()]);

  const told = async (call: () => Promise<ApiAnswer>): Promise<Told> => {
    const before = await desk.written(cast);
    const answer = await call();
    return { ...answer, hasWritten: (await desk.written(cast)) !== before };
  };
  const step1 = ({ hasBack, ...document }: Document, { fields, images, headers }: Given = {}) =>
    told(() => client.step1({ email, ...document, ...fields }, images ?? { idImage: front, ...(hasBack ? { idBackImage: back } : {}) }, headers));
  const step2 = (submissionId: string, { fields, images, headers }: Given = {}) => told(() => client.step2(submissionId, fields, images ?? { faceImage: selfie }, headers));
  return { cast, client, agent, pictures: { front, back, selfie }, step1, step2 };
}

export async function openStory(desk: CatalogueDesk, beginning: Beginning): Promise<Story> {
  const { cast, client, agent, pictures, step1, step2 } = await openCalls(desk, beginning);

  const passStep1 = async (document: Document = passport, given?: Given) => {
    const answer = await step1(document, given);
    expect(answer.body, "passing Step 1").toMatchObject({ verificationResult: "success", kycStatus: "incomplete" });
    return idOf(answer);
  };
  const finish = async (status: "approved" | "pending", id: string, given?: Given) =>
    expect((await step2(id, given)).body, "finishing Step 2").toMatchObject({ verificationResult: "success", kycStatus: status });

  return {
    desk,
    email: beginning.email,
    pictures,
    engine: (operation, about, answer) => desk.program(operation, typeof about === "string" ? sha256Of(pictures[about]) : about.number, answer),
    step1,
    step2,
    passStep1,
    payOneWon: async (submissionId, accountNumber) => {
      const account = { submissionId, requestType: "occupancy", userName: "Kim Minseo", bankCode: "004", accountNumber };
      expect((await client.preStep2(account)).body, "sending one won").toEqual({ statusCode: 200, message: "success", success: true });
    },
    approve: async (email) => finish("approved", await passStep1(passport, { fields: { email } })),
    leavePending: async (given = {}) => {
      const id = await passStep1();
      await finish("pending", id, { ...given, fields: { date_of_birth: "1994-05-13", ...given.fields } });
      return id;
    },
    reject: async (id, { codes = [], otherText = null, fields = {}, confirmedHits = [] }) => {
      const signedIn = await agent();
      const { version } = submissionDetailSchema.parse(await (await signedIn.request.get(`/api/submissions/${id}`)).json());
      const rejection = { outcome: "rejected", version, codes, otherText, fields, confirmedHits };
      expect((await send(signedIn, "POST", `/api/submissions/${id}/decision`, { lease: await hold(signedIn, id, null, desk.origin), ...rejection }, desk.origin)).status(), "rejecting").toBe(200);
    },
    kycOf: async (id) => {
      const [item] = itemPageSchema.parse((await client.send(`/v3/submission?submission_id=${id}`, { method: "GET" })).body).Items;
      return item !== undefined && "kyc" in item ? item.kyc : null;
    },
    age: async (id, interval) => {
      await desk.stage.runtime.db.execute(sql`update submissions set created_at = created_at - ${interval}::interval, step_clock_at = step_clock_at - ${interval}::interval where id = ${id}`);
    },
    inState: (state, work) => desk.inState(cast, state, work),
  };
}
