/** Runs once, before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { markPeerAddresses } = await import("@/lib/http/client-address");
  markPeerAddresses();
}
