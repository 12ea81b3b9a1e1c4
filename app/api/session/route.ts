import { sessionCookieName } from "@/lib/auth";
import { isHttps } from "@/lib/env";
import { memberRoute } from "@/lib/http/member-route";
import { signOut } from "@/lib/services/sign-out";

/** Signs out: the session's row ends, and the cookie goes. */
export const DELETE = memberRoute(async (ctx) => {
  await signOut(ctx);
  const cookie = `${sessionCookieName()}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isHttps() ? "; Secure" : ""}`;
  return new Response(null, { status: 204, headers: { "set-cookie": cookie, "cache-control": "private, no-store" } });
});
