import "server-only";

/** A picture that no cache keeps and that can run nothing, wherever it is opened. */
export function jpegResponse(bytes: Buffer, { isForAnyOrigin }: { isForAnyOrigin: boolean }): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "image/jpeg",
      "content-disposition": "inline",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": isForAnyOrigin ? "cross-origin" : "same-origin",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
