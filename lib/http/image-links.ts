import "server-only";
import { env } from "@/lib/env";
import { imageLinker, linkKeyOf, type ImageLinker } from "@/lib/services/image-link";

declare global {
  var verdictLinkKey: Buffer | undefined;
}

/** Derived once: it does not change while the process runs. */
export function imageLinkKey(): Buffer {
  globalThis.verdictLinkKey ??= linkKeyOf(env().NEXTAUTH_SECRET);
  return globalThis.verdictLinkKey;
}

/** Links to images at the desk's public address. */
export function publicImageLinks(now: Date): ImageLinker {
  return imageLinker(imageLinkKey(), new URL(env().NEXTAUTH_URL).origin, now);
}
