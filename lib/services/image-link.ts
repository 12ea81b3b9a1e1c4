import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { ImageKind } from "@/lib/kyc/images";

const openMilliseconds = 15 * 60 * 1000;

/** One image of one submission of one project, until a second since 1970. */
export interface LinkedImage {
  projectId: string;
  submissionId: string;
  imageId: string;
  kind: ImageKind;
  expires: number;
}

/** Makes the address under which an image can be seen for 15 minutes. */
export type ImageLinker = (image: Omit<LinkedImage, "expires">) => string;

/** The key of links, from the secret that signs sessions: neither can be made of the other. */
export function linkKeyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "verdict image links", 32));
}

function signatureOf(key: Buffer, { projectId, submissionId, imageId, kind, expires }: LinkedImage): Buffer {
  return createHmac("sha256", key).update(JSON.stringify([projectId, submissionId, imageId, kind, expires])).digest();
}

/** Links that begin at `origin` and open until 15 minutes after `now`. */
export function imageLinker(key: Buffer, origin: string, now: Date): ImageLinker {
  const expires = Math.floor((now.getTime() + openMilliseconds) / 1000);
  return (image) => {
    const query = { submission_id: image.submissionId, kind: image.kind, expires: expires.toString(), signature: signatureOf(key, { ...image, expires }).toString("base64url") };
    return `${origin}/v3/submission/image?${new URLSearchParams(query).toString()}`;
  };
}

/** Compared in constant time. That the link is not over is asked apart. */
export function isSignedLink(key: Buffer, image: LinkedImage, signature: string): boolean {
  const given = Buffer.from(signature, "base64url");
  const right = signatureOf(key, image);
  return given.length === right.length && timingSafeEqual(given, right);
}
