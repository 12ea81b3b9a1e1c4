import "server-only";
import { chainOf, codeOf } from "@/lib/describe-error";

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
    return isFatal(each) || serverCodes.test(code) || (networkCodes.has(code) && isLostConnection(each));
  });
}

/** A missing file has the code of a missing socket, which was a call to connect; a client that hangs up has that of a lost connection. */
function isLostConnection(error: Error): boolean {
  if (codeOf(error) === "ENOENT") return "syscall" in error && error.syscall === "connect";
  return error.message !== "aborted";
}

/** True for SQLSTATE class 22: a value that PostgreSQL cannot hold, such as a number out of range. */
export function isDataFault(error: unknown): boolean {
  return chainOf(error).some((each) => /^22...$/.test(codeOf(each) ?? ""));
}
