import "server-only";
import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { authOptions, sessionCookieName, sessionIdIn, type AuthHooks } from "@/lib/auth";
import { env } from "@/lib/env";
import { AppError, BadInputError, ForbiddenError, NotFoundError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { findSession } from "@/lib/services/find-session";
import { signIn, type SignInFailure, type SignInOutcome } from "@/lib/services/sign-in";
import { signOut } from "@/lib/services/sign-out";
import { answering } from "./answering";
import { requestDeps } from "./desk-context";
import type { RouteContext } from "./member-route";
import { assertSameOrigin } from "./same-origin";

/** What the desk uses of next-auth; its own pages and its log of what browsers report are not served. */
const served = new Set(["GET csrf", "GET providers", "GET session", "POST callback/credentials"]);

const paramsSchema = z.object({ nextauth: z.array(z.string()) });
const credentialsSchema = z.object({ email: z.string().max(254).regex(/^[^\0]*$/), password: z.string().max(1000) });

/** Stands in for what no account can have: such a try counts and costs like any other that is wrong. */
const nobody = { email: "", password: "" };
const bodyLimitBytes = 8 * 1024;

/**
 * Signing in by next-auth, whose form carries a token of its own besides: without it, 403. While too many tries failed the
 * answer is 429 with Retry-After; a database that is away is 503, not a wrong password. Who signs in anew ends the session
 * that the browser held.
 */
export function nextAuthRoute(request: NextRequest, context: RouteContext): Promise<Response> {
  return answering(async () => {
    assertSameOrigin(request);
    const { nextauth } = paramsSchema.parse(await context.params);
    if (!served.has(`${request.method} ${nextauth.join("/")}`)) throw new NotFoundError("This page");
    if (request.method === "POST") assertForm(request);

    const told: Told = {};
    const response: Response = await NextAuth(request, { params: { nextauth } }, authOptions(hooksOf(request, told)));
    if (told.failure !== undefined) throw told.failure;
    if (request.method === "POST" && told.outcome === undefined) throw new ForbiddenError("The form's token is missing or not this browser's.");
    if (told.outcome?.outcome === "blocked") throw tooManyTries(told.outcome.retryAfterSeconds);
    if (told.outcome?.outcome === "refused") throw wrongCredentials(told.outcome.triesLeft);
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
        const { data: credentials = nobody } = credentialsSchema.safeParse(typed);
        told.outcome = await signIn({ ...deps, secret: env().NEXTAUTH_SECRET, logFailure }, credentials);
        if (told.outcome.outcome !== "signed_in") return null;
        await endHeldSession(request, deps);
        return told.outcome.sessionId;
      }),
    findUser: (sessionId) =>
      keeping(async () => {
        const ctx = await findSession(deps, sessionId);
        return ctx === null ? null : { name: ctx.actor.name, email: ctx.actor.email };
      }),
  };
}

async function endHeldSession(request: NextRequest, deps: ReturnType<typeof requestDeps>): Promise<void> {
  const held = request.cookies.get(sessionCookieName())?.value;
  const sessionId = held === undefined ? null : await sessionIdIn(held);
  const ctx = sessionId === null ? null : await findSession(deps, sessionId);
  if (ctx !== null) await signOut(ctx);
}

function logFailure(failure: SignInFailure): void {
  logger().warn(failure, "a sign-in failed");
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
