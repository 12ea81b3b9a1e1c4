import { eventStream } from "@/lib/http/event-stream";
import { memberRoute } from "@/lib/http/member-route";
import { authorise } from "@/lib/services/context";
import { findSession } from "@/lib/services/find-session";
import { liveHub } from "@/lib/services/runtime";

/** Also how soon a member who was removed, or signed out, hears nothing more. */
const beatMs = 15_000;

/** What changes in the project, as it changes (see `LiveEvent`). */
export const GET = memberRoute(async (ctx, request) => {
  authorise(ctx, "submissions.read");
  return eventStream({
    subscribe: (listener) => liveHub().subscribe(ctx.projectId, listener),
    isWelcome: async () => (await findSession({ ...ctx, now: new Date() }, ctx.sessionId)) !== null,
    beatMs,
    signal: request.signal,
  });
});
