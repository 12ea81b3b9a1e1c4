import "server-only";
import { LRUCache } from "lru-cache";
import type { AuthOptions, CookieOption } from "next-auth";
import { decode } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { env, isHttps, publicPort } from "./env";

/** A session ends this long after signing in, whatever is done meanwhile. */
export const sessionSeconds = 12 * 60 * 60;

/** Two desks on one host are told apart by their port. */
export function sessionCookieName(): string {
  return `${isHttps() ? "__Secure-" : ""}verdict.session.${publicPort()}`;
}

function cookie(name: string): CookieOption {
  return { name, options: { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps() } };
}

/** The cookie of a session, as it is set and taken back. */
export function sessionCookie(): CookieOption {
  return cookie(sessionCookieName());
}

/** What next-auth needs of the desk; the services are given, so that this file knows no database. */
export interface AuthHooks {
  /** The new session's id, or null when the sign-in is refused. */
  signIn(credentials: { email: string; password: string }): Promise<string | null>;
  /** Who the session belongs to, null when it is over. */
  findUser(sessionId: string): Promise<{ name: string; email: string } | null>;
}

/** next-auth with credentials. The cookie holds the id of a sessions row and nothing else. */
export function authOptions({ signIn, findUser }: AuthHooks): AuthOptions {
  const host = isHttps() ? "__Host-" : "";
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    cookies: {
      sessionToken: sessionCookie(),
      callbackUrl: cookie(`${isHttps() ? "__Secure-" : ""}verdict.callback.${publicPort()}`),
      csrfToken: cookie(`${host}verdict.csrf.${publicPort()}`),
    },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials) {
          const id = await signIn({ email: credentials?.email ?? "", password: credentials?.password ?? "" });
          return id === null ? null : { id };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      async session({ session, token }) {
        const user = typeof token.sid === "string" ? await findUser(token.sid) : null;
        return user === null ? { expires: session.expires } : { expires: session.expires, user };
      },
    },
    // Failed tries are logged by the gate; next-auth's own lines would carry what was typed.
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

/** Decrypting a cookie costs more than checking its row. What it says cannot change; the row is asked each time. */
const decoded = new LRUCache<string, string>({ max: 5_000, ttl: 10 * 60 * 1000 });

/** The session id in a cookie, null when it was not made by this server or has expired. */
export async function sessionIdIn(cookieValue: string): Promise<string | null> {
  const known = decoded.get(cookieValue);
  if (known !== undefined) return known;
  const token = await decode({ token: cookieValue, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  if (typeof token?.sid !== "string") return null;
  decoded.set(cookieValue, token.sid);
  return token.sid;
}
