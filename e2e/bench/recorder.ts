import { Client } from "pg";

/** One statement as the services sent it. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** The statements of one request, in their order. */
export type Script = Statement[];

type QueryConfig = { text: string; values?: unknown[] };

let tape: Statement[] | null = null;
const original = Client.prototype.query as (...args: unknown[]) => unknown;

function statementOf(config: unknown, values: unknown): Statement | null {
  const given = Array.isArray(values) ? values : [];
  if (typeof config === "string") return { text: config, values: given };
  if (typeof config === "object" && config !== null && "text" in config) {
    const { text, values: own } = config as QueryConfig;
    return { text, values: own ?? given };
  }
  return null;
}

/** Runs `call` and writes down every statement that reaches the database meanwhile. One call at a time. */
export async function record(call: () => Promise<unknown>): Promise<Script> {
  const own: Statement[] = [];
  tape = own;
  Client.prototype.query = function query(this: Client, ...args: unknown[]) {
    const statement = statementOf(args[0], args[1]);
    if (statement && tape) tape.push(statement);
    return original.apply(this, args);
  } as typeof Client.prototype.query;
  try {
    await call();
  } finally {
    Client.prototype.query = original as typeof Client.prototype.query;
    tape = null;
  }
  return own;
}
