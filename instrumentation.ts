import type { Instrumentation } from "next";

/** Runs once, before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ markRequests }, { keepValuesOutOf }, { stopOfProcess }] = await Promise.all([
    import("@/lib/http/client-address"),
    import("@/lib/http/page-errors"),
    import("@/lib/http/event-stream"),
  ]);
  markRequests();
  stopOfProcess();
  keepValuesOutOf(console);
}

/** A page that failed: logged under the reference that its error screen shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logPageError } = await import("@/lib/http/page-errors");
  logPageError(error, routePath);
};
