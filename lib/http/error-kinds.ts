import "server-only";

/** An error and what caused it, outermost first: the query builder wraps the driver's errors. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) chain.push(at);
  return chain;
}

function codeOf(error: Error): string | null {
  return "code" in error && typeof error.code === "string" ? error.code : null;
}

const networkCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ENOENT"]);

/**
 * PostgreSQL, appendix A: connection exceptions, shutdown or crash, no resources, losers of a deadlock, and what took
 * too long: a statement, a lock, a transaction that did nothing.
 */
const serverCodes = /^(08...|57014|57P0[1-5]|53...|40001|40P01|55P03|25P03)$/;

/** FATAL ends the connection: a server that starts, stops, refuses or forgot this database. */
function isFatal(error: Error): boolean {
  return "severity" in error && (error.severity === "FATAL" || error.severity === "PANIC");
}

/** What node-postgres says about a connection, having no codes of its own. */
const driverMessages =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|client has encountered a connection error|connection error and is not queryable|client was closed/i;

/** True when the database cannot be reached or is too busy: the same request may pass in a moment. */
export function isOutage(error: unknown): boolean {
  return chainOf(error).some((each) => {
    const code = codeOf(each);
    if (code === null) return driverMessages.test(each.message);
    return isFatal(each) || serverCodes.test(code) || (networkCodes.has(code) && isFromDatabase(each));
  });
}

/** A missing file has the code of a missing socket; only the latter was a call to connect. */
function isFromDatabase(error: Error): boolean {
  return codeOf(error) !== "ENOENT" || ("syscall" in error && error.syscall === "connect");
}

/** True for SQLSTATE class 22: a value that PostgreSQL cannot hold, such as a number out of range. */
export function isDataFault(error: unknown): boolean {
  return chainOf(error).some((each) => /^22...$/.test(codeOf(each) ?? ""));
}

/** What may be logged of an error: kinds, codes, constraint, and where; never messages, which quote values. */
export function describeError(error: unknown): Record<string, unknown> {
  const chain = chainOf(error);
  if (chain.length === 0) return { kind: typeof error };
  return {
    causes: chain.map((each) => ({
      kind: each.name,
      code: codeOf(each),
      constraint: "constraint" in each && typeof each.constraint === "string" ? each.constraint : undefined,
      at: (each.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim()),
    })),
  };
}
