import { NextResponse, type NextRequest } from "next/server";
import { isDevelopment } from "@/lib/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { setStrictTransport } from "@/lib/http/strict-transport";

/** Gives every page a nonce of its own, and tells it its path, so that signing in leads back to it. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isReadable = isDecodable(pathname);
  if (pathname.startsWith("/api/") || pathname.startsWith("/v3/")) return isReadable ? NextResponse.next() : unreadable();

  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, isDevelopment());
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-verdict-path", pathname + search);

  const init = { request: { headers } };
  const response = isReadable ? NextResponse.next(init) : NextResponse.rewrite(new URL("/not-found", request.url), init);
  response.headers.set("content-security-policy", policy);
  setStrictTransport(response.headers);
  return response;
}

/** False for a path with a broken escape such as `%ff`: a route with a parameter would answer it with 500. */
function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

function unreadable(): NextResponse {
  const body = { errorCode: "bad_input", message: "The address is not readable.", details: { fields: [] } };
  const response = NextResponse.json(body, { status: 400, headers: { "cache-control": "private, no-store" } });
  setStrictTransport(response.headers);
  return response;
}

/** Pages, and of the APIs what has an escape in its path: their other answers need nothing from here, and no body is held for it. */
export const config = { matcher: ["/((?!api/|v3/|_next/static/|_next/image$|icon\\.svg$|favicon\\.ico$).*)", "/api/(.*%.*)", "/v3/(.*%.*)"] };
