import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { ApiRefusal } from "@/lib/errors";
import { runtime } from "@/lib/services/runtime";

declare global {
  var verdictApiLimiters: Map<number, RateLimiterPostgres> | undefined;
}

/** One limiter a limit: the counts stand in the database, so that every process counts alike. */
function limiterOf(points: number): RateLimiterPostgres {
  const limiters = (globalThis.verdictApiLimiters ??= new Map());
  const known = limiters.get(points);
  if (known) return known;
  const limiter = new RateLimiterPostgres({
    storeClient: runtime().pool, storeType: "pool", tableName: "rate_limits", tableCreated: true, clearExpiredByTimeout: false,
    keyPrefix: "api", points, duration: 60,
    // A client that goes on after its limit costs no query.
    inMemoryBlockOnConsumed: points + 1,
  });
  limiters.set(points, limiter);
  return limiter;
}

/** @throws {ApiRefusal} 429 with Retry-After, in seconds. */
export async function takeFromLimit(apiKeyId: string, requestsPerMinute: number): Promise<void> {
  try {
    await limiterOf(requestsPerMinute).consume(apiKeyId);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new ApiRefusal(429, { message: "Too many requests. Please slow down." }, { "retry-after": String(seconds) });
  }
}
