import "server-only";
import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { authOptions, type AuthHooks } from "@/lib/auth";
import { env } from "@/lib/env";
import { AppError, BadInputError, NotFoundError } from "@/lib/errors";
import { findSession } from "@/lib/services/find-session";
import { signIn, type SignInOutcome } from "@/lib/services/sign-in";
import { signOut } from "@/lib/services/sign-out";
import { answering } from "./answering";
import { requestDeps } from "./desk-context";
import type { RouteContext } from "./member-route";
import { assertNotFromElsewhere } from "./same-origin";

/** What the desk uses of next-auth; its own pages and its log of what browsers report are not served. */
const served = new Set(["GET csrf", "GET providers", "GET session", "POST callback/credentials", "POST signout"]);

const paramsSchema = z.object({ nextauth: z.array(z.string()) });
const credentialsSchema = z.object({ email: z.string().max(254), password: z.string().max(1000) });
const bodyLimitBytes = 8 * 1024;

/**
 * Signing in and out by next-auth. Its forms carry a token of their own against other sites, so a missing `Origin` passes
 * here. While too many tries failed the answer is 429 with Retry-After; a database that is away is 503, not a wrong password.
 */
export function nextAuthRoute(request: NextRequest, context: RouteContext): Promise<Response> {
  return answering(async () => {
    assertNotFromElsewhere(request);
    const { nextauth } = paramsSchema.parse(await context.params);
    if (!served.has(`${request.method} ${nextauth.join("/")}`)) throw new NotFoundError("This page");
    if (request.method === "POST") assertForm(request);

    const told: Told = {};
    const response: Response = await NextAuth(request, { params: { nextauth } }, authOptions(hooksOf(request, told)));
    if (told.failure !== undefined) throw told.failure;
    if (told.outcome?.outcome === "blocked") throw tooManyTries(told.outcome.retryAfterSeconds);
    if (told.outcome?.outcome === "refused" && response.headers.get("content-type") === "application/json") throw wrongCredentials(told.outcome.triesLeft);
    return response;
  });
}

/** next-auth turns whatever its hooks throw into a wrong password; here is kept what it really was. */
interface Told {
  outcome?: SignInOutcome;
  failure?: unknown;
}

function hooksOf(request: NextRequest, told: Told): AuthHooks {
  const deps = requestDeps(request.headers);
  const keeping = async <Result>(work: () => Promise<Result>): Promise<Result | null> =>
    work().catch((failure: unknown) => {
      told.failure = failure;
      return null;
    });

  return {
    signIn: (typed) =>
      keeping(async () => {
        const credentials = credentialsSchema.safeParse(typed);
        if (!credentials.success) return null;
        told.outcome = await signIn({ ...deps, secret: env().NEXTAUTH_SECRET }, credentials.data);
        return told.outcome.outcome === "signed_in" ? told.outcome.sessionId : null;
      }),
    async signOut(sessionId) {
      await keeping(async () => {
        const ctx = await findSession(deps, sessionId);
        if (ctx !== null) await signOut(ctx);
      });
    },
    findUser: (sessionId) =>
      keeping(async () => {
        const ctx = await findSession(deps, sessionId);
        return ctx === null ? null : { name: ctx.actor.name, email: ctx.actor.email };
      }),
  };
}

/** next-auth reads the whole body, and fails on one that is neither a form nor JSON. */
function assertForm(request: NextRequest): void {
  const type = request.headers.get("content-type") ?? "";
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) throw new BadInputError("Send the form as application/x-www-form-urlencoded.");
  if (!(length <= bodyLimitBytes)) throw new AppError(413, "too_large", "The form is larger than 8 kB, or does not say how large it is.");
}

function wrongCredentials(triesLeft: number): AppError {
  return new AppError(401, "wrong_credentials", "The e-mail or the password is wrong.", { triesLeft });
}

function tooManyTries(retryAfterSeconds: number): AppError {
  return new AppError(429, "too_many_tries", `Too many tries failed. The next one is possible in ${retryAfterSeconds.toString()} s.`, { retryAfterSeconds });
}
