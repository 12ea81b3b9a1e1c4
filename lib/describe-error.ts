/** An error and what caused it, outermost first: the query builder wraps the driver's errors. */
export function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) chain.push(at);
  return chain;
}

/** The code that the system, the driver or PostgreSQL gave an error, or `null`. */
export function codeOf(error: Error): string | null {
  return "code" in error && typeof error.code === "string" ? error.code : null;
}

/** What may be logged or printed of an error: kinds, codes, constraint, and where; never messages, which quote values. */
export function describeError(error: unknown): Record<string, unknown> {
  const chain = chainOf(error);
  if (chain.length === 0) return { kind: typeof error };
  return {
    causes: chain.map((each) => ({
      kind: each.name,
      code: codeOf(each),
      constraint: "constraint" in each && typeof each.constraint === "string" ? each.constraint : undefined,
      at: (each.stack ?? "").replace(each.message, "").split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim()),
    })),
  };
}
