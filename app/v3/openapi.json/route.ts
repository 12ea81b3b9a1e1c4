import { openApiDocument } from "@/lib/contracts/v3/openapi";

const document = JSON.stringify(openApiDocument());

/** The API's description holds nothing of anybody's: whoever asks may read it, from any page. */
export function GET(): Response {
  return new Response(document, { headers: { "content-type": "application/json", "access-control-allow-origin": "*", "cache-control": "public, max-age=300" } });
}
