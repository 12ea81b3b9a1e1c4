import { RequestError } from "@/lib/queries/fetch-json";

/** Why signing in failed, as far as the person is told. */
export type Refusal = { kind: "wrong"; triesLeft: number | null } | { kind: "blocked"; seconds: number } | { kind: "notAccepted" } | { kind: "unreachable" };

/** Few enough to be said. */
const fewTries = 3;

export function refusalOf(error: Error): Refusal {
  if (!(error instanceof RequestError)) return { kind: "unreachable" };
  if (error.status === 429) {
    return { kind: "blocked", seconds: error.details("retryLater")?.retryAfterSeconds ?? 60 };
  }
  if (error.status === 403) return { kind: "notAccepted" };
  if (error.status !== 401) return { kind: "unreachable" };
  const triesLeft = error.details("wrongCredentials")?.triesLeft ?? null;
  return { kind: "wrong", triesLeft: triesLeft !== null && triesLeft <= fewTries ? triesLeft : null };
}
