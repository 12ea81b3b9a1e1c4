import { retryLaterSchema, wrongCredentialsSchema } from "@/lib/contracts/session";
import { RequestError } from "@/lib/queries/fetch-json";

/** Why signing in failed, as far as the person is told. */
export type Refusal = { kind: "wrong"; triesLeft: number | null } | { kind: "blocked"; seconds: number } | { kind: "notAccepted" } | { kind: "unreachable" };

/** Few enough to be said. */
const fewTries = 3;

export function refusalOf(error: Error): Refusal {
  if (!(error instanceof RequestError)) return { kind: "unreachable" };
  if (error.status === 429) {
    const details = retryLaterSchema.safeParse(error.details);
    return { kind: "blocked", seconds: details.success ? details.data.retryAfterSeconds : 60 };
  }
  if (error.status === 403) return { kind: "notAccepted" };
  if (error.status !== 401) return { kind: "unreachable" };
  const details = wrongCredentialsSchema.safeParse(error.details);
  return { kind: "wrong", triesLeft: details.success && details.data.triesLeft <= fewTries ? details.data.triesLeft : null };
}
