import * as z from "zod/mini";
import { submissionIdSchema } from "./submissions";

/** `act` is an audit action, or `lease` where only who holds the case changed. */
const changedCaseSchema = z.object({ id: submissionIdSchema, act: z.string() });
export type ChangedCase = z.infer<typeof changedCaseSchema>;

/**
 * What `GET /api/live` sends, one JSON object an event: which cases changed, and how many wait (counting stops at `limit`).
 * No contents: who is told asks for what it shows. `lost`: nothing was heard for a while, so everything may have changed.
 */
export const liveEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("cases"), cases: z.array(changedCaseSchema) }),
  z.object({ type: z.literal("waiting"), waiting: z.int(), limit: z.int() }),
  z.object({ type: z.literal("lost") }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** What one process tells all by NOTIFY; `null` where there are too many cases to name. */
export const liveNoticeSchema = z.object({ projectId: z.uuid(), cases: z.nullable(z.array(changedCaseSchema)) });
export type LiveNotice = z.infer<typeof liveNoticeSchema>;
