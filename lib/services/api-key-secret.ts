import "server-only";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** `vk_` · 12 hexadecimal digits to look it up by · `_` · 256 random bits that only its owner knows. */
const pattern = /^vk_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

export interface ApiKeyText {
  prefix: string;
  secret: string;
}

const hashOf = (secret: string) => createHash("sha256").update(secret).digest();

/** A key's text, which is shown once, and what is stored of it. */
export interface MadeApiKey {
  text: string;
  prefix: string;
  secretHash: Buffer;
}

/** A key as lists show it. */
export const shownPrefix = (prefix: string) => `vk_${prefix}`;

export function makeApiKey(): MadeApiKey {
  const [prefix, secret] = [randomBytes(6).toString("hex"), randomBytes(32).toString("base64url")];
  return { text: `${shownPrefix(prefix)}_${secret}`, prefix, secretHash: hashOf(secret) };
}

/** `null` for a text that no key has. */
export function parseApiKey(text: string): ApiKeyText | null {
  const [, prefix, secret] = pattern.exec(text) ?? [];
  return prefix === undefined || secret === undefined ? null : { prefix, secret };
}

/** What an operator chose as a key (`DEMO_API_KEY`), as it is stored. @throws {RangeError} when it has not the form of a key. */
export function storedKey(text: string): MadeApiKey {
  const parsed = parseApiKey(text);
  if (parsed === null) throw new RangeError("An API key is vk_, 12 hexadecimal digits, _ and 43 letters, digits, - or _.");
  return { text, prefix: parsed.prefix, secretHash: hashOf(parsed.secret) };
}

/** Whether two stored keys are one. */
export function isSameKey(one: Pick<MadeApiKey, "secretHash">, other: Pick<MadeApiKey, "secretHash">): boolean {
  return timingSafeEqual(one.secretHash, other.secretHash);
}

const nobody = hashOf("");

/** In constant time, also where there is no such key: nothing is right then. */
export function isRightSecret(secret: string, secretHash: Buffer | null): boolean {
  const isEqual = timingSafeEqual(hashOf(secret), secretHash ?? nobody);
  return isEqual && secretHash !== null;
}
