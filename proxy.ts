import { NextResponse, type NextRequest } from "next/server";
import { isDevelopment, isHttps } from "@/lib/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";

const hsts = "max-age=63072000; includeSubDomains";

/** Gives every page a nonce of its own, and tells it its path, so that signing in leads back to it. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, isDevelopment());

  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-verdict-path", request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (isHttps()) response.headers.set("strict-transport-security", hsts);
  return response;
}

/** Pages only: the API answers no HTML, and what the build made is the same for everyone. */
export const config = { matcher: ["/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)"] };
