import "server-only";
import pino, { type Logger } from "pino";
import { env } from "./env";

let instance: Logger | undefined;

/** Structured lines on standard error. Give ids and kinds, never values: no personal data, no query strings. */
export function logger(): Logger {
  instance ??= pino({ level: env().LOG_LEVEL, base: undefined }, pino.destination(2));
  return instance;
}
