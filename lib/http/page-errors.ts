import "server-only";
import { describeError } from "@/lib/describe-error";
import { logger } from "@/lib/logger";

/** Logs why a page could not be made, with the digest that its error screen names; never the message, which may quote values. */
export function logPageError(error: unknown, routePath: string): void {
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
  logger().error({ digest, routePath, ...describeError(error) }, "a page failed");
}

/** The framework prints errors whole, and a failed query's message holds its parameters: only kinds and places get through. */
export function keepValuesOutOf(target: Pick<Console, "error">): void {
  const print = target.error.bind(target);
  target.error = (...parts: unknown[]) => print(...parts.map((part) => (part instanceof Error ? JSON.stringify(describeError(part)) : part)));
}
