import { NextResponse } from "next/server";
import { sessionCookie } from "@/lib/auth";
import { memberRoute } from "@/lib/http/member-route";
import { signOut } from "@/lib/services/sign-out";

/** Signs out: the session's row ends, and the cookie goes. */
export const DELETE = memberRoute(async (ctx) => {
  await signOut(ctx);
  const { name, options } = sessionCookie();
  const response = new NextResponse(null, { status: 204, headers: { "cache-control": "private, no-store" } });
  response.cookies.set({ name, value: "", ...options, maxAge: 0 });
  return response;
});
