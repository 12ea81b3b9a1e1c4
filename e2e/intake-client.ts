import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { insertApiKey } from "@/db/queries/api-keys";
import { findCurrentOptions, insertOptions } from "@/db/queries/project-options";
import type { ProjectOptions } from "@/lib/kyc/options";
import { makeApiKey } from "@/lib/services/api-key-secret";
import { e2e } from "./environment";
import type { Cast, Stage } from "./stage";

/** A picture that no other story has: the double is programmed by its bytes. */
export async function newPicture(): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: 320, height: 200, channels: 3, background: "#dde6f0", noise } }).jpeg().toBuffer();
}

export interface ApiAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** A client of the public API with a key of the story's project. */
export interface ApiClient {
  key: string;
  step1(fields?: Record<string, string>, images?: Record<string, Buffer>, headers?: Record<string, string>): Promise<ApiAnswer>;
  step2(submissionId: string, fields?: Record<string, string>, images?: Record<string, Buffer>, headers?: Record<string, string>): Promise<ApiAnswer>;
  preStep2(body: unknown): Promise<ApiAnswer>;
  send(path: string, init: RequestInit): Promise<ApiAnswer>;
}

export function formOf(fields: Record<string, string>, images: Record<string, Buffer>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, bytes] of Object.entries(images)) form.append(name, new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), `${name}.jpg`);
  return form;
}

/** What the double reads of every document that nobody programmed, as its holder says it. */
export const claims = {
  name: "Kim Minseo", date_of_birth: "1994-05-12", gender: "female", nationality: "KOR", document_number: "M70689098", date_of_issue: "2021-01-10", date_of_expiry: "2099-01-09",
};

export async function apiClient({ runtime }: Stage, { projectId }: Cast, origin = e2e.origin): Promise<ApiClient> {
  const { text, prefix, secretHash } = makeApiKey();
  await insertApiKey(runtime.db, { projectId, name: "Story", prefix, secretHash, createdBy: "story", createdAt: new Date() });
  const picture = await newPicture();

  const send = async (path: string, init: RequestInit): Promise<ApiAnswer> => {
    const response = await fetch(`${origin}${path}`, { method: "POST", ...init, headers: { "x-api-key": text, ...(init.headers as Record<string, string> | undefined) } });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    key: text,
    send,
    step1: (fields = {}, images = { idImage: picture }, headers = {}) =>
      send("/v3/submission/step1", { headers, body: formOf({ issuingCountry: "UTO", email: `${randomUUID().slice(0, 8)}@applicant.test`, idType: "passport", ...fields }, images) }),
    step2: (submissionId, fields = {}, images = { faceImage: picture }, headers = {}) => send("/v3/submission/step2", { headers, body: formOf({ submissionId, ...claims, ...fields }, images) }),
    preStep2: (body) => send("/v3/submission/validationaccount", { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  };
}

/** The next version of the project's policy. */
export async function changePolicy({ runtime }: Stage, { projectId }: Cast, options: Partial<ProjectOptions>): Promise<void> {
  const current = await findCurrentOptions(runtime.db, projectId);
  await insertOptions(runtime.db, { ...current, version: current.version + 1, options: { ...current.options, ...options }, reason: null, createdAt: new Date() });
}
