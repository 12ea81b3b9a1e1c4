import "server-only";

/** A picture that no cache keeps. What every answer carries beside it, next.config.js says: no guess of its type, nothing that runs. */
export function jpegResponse(bytes: Buffer): Response {
  return new Response(new Uint8Array(bytes), { headers: { "content-type": "image/jpeg", "content-disposition": "inline", "cache-control": "private, no-store" } });
}
