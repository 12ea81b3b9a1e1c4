import "server-only";
import type { NumberFieldName } from "@/lib/kyc/fields";
import type { ProjectId } from "@/lib/kyc/ids";

/** Encrypts and decrypts under one key (AES-256-GCM). `purpose` is bound in: what was sealed for one place opens at no other. */
export interface SealingKey {
  seal(plain: string | Uint8Array, purpose: string): Buffer;
  /** @throws {Error} when key, purpose or content differ from what was sealed. */
  open(sealed: Uint8Array, purpose: string): Buffer;
}

export interface ProjectKey extends SealingKey {
  /** HMAC-SHA-256 of a number without spaces, hyphens, a zone's fillers and case, so that equal ones are found though they are encrypted. */
  matchHash(field: NumberFieldName, value: string): Buffer;
}

/** Personal data at rest: the only module that sees a key or a nonce. Load keys before a transaction begins. */
export interface Vault {
  /** Makes the submission's own key; durable when it returns. */
  createSubmissionKey(projectId: ProjectId, submissionId: string): Promise<SealingKey>;
  /** @throws {KeyMissingError} when it was destroyed (erasure) or never made. */
  submissionKey(projectId: ProjectId, submissionId: string): Promise<SealingKey>;
  /** Makes a new project's key; durable when it returns. Never over one that exists. */
  createProjectKey(projectId: ProjectId): Promise<ProjectKey>;
  /** @throws {ProjectKeyMissingError} when it is not there: a new one would match nothing that was stored, and open nothing. */
  projectKey(projectId: ProjectId): Promise<ProjectKey>;
  /** What was sealed under the key can never be opened again, in any backup. */
  destroySubmissionKey(projectId: ProjectId, submissionId: string): Promise<void>;
}

export class KeyMissingError extends Error {
  constructor() {
    super("The key of this submission does not exist: its personal data was erased.");
    this.name = "KeyMissingError";
  }
}

export class ProjectKeyMissingError extends Error {
  constructor(keysDir: string) {
    super(`The key of this project is not in KEYS_DIR (${keysDir}): it names another folder than the one with which the project was made.`);
    this.name = "ProjectKeyMissingError";
  }
}
