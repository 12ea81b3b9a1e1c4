import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { env } from "@/lib/env";

/** Carries the socket's address from the server to the handlers; whatever a client sends under this name is overwritten. */
export const peerHeader = "x-verdict-peer";

/**
 * Handlers see no socket, and Next believes a client's X-Forwarded-For: so every request is marked as it comes in. TRACE,
 * of which no web request can be made, becomes a method that nobody knows: it is refused, where it would fail.
 */
export function markRequests(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (!(request instanceof IncomingMessage)) return;
    request.headers[peerHeader] = request.socket.remoteAddress ?? "";
    if (request.method === "TRACE") request.method = "UNKNOWN";
  });
}

/**
 * The address of the one who asked: the socket's, or behind N trusted proxies the one that the outermost of them saw.
 * Entries further left in X-Forwarded-For are the client's own word and count for nothing, as does what is no address.
 */
export function clientAddress(headers: Headers): string | null {
  const peer = bareAddress(headers.get(peerHeader) ?? "");
  const { TRUSTED_PROXIES } = env();
  if (TRUSTED_PROXIES === 0) return peer;

  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  return bareAddress(forwarded.filter(Boolean).at(-TRUSTED_PROXIES) ?? "") ?? peer;
}

/** The address alone: without brackets, port and zone, and an IPv4 address that a dual socket writes as IPv6 as itself. */
function bareAddress(text: string): string | null {
  const withoutPort = text.replace(/^\[([^\]]+)\](:\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  const address = withoutPort.toLowerCase().replace(/%.*$/, "").replace(/^::ffff:(?=[\d.]+$)/, "");
  return isIP(address) === 0 ? null : address;
}
