import { arrivalsParamsSchema } from "@/lib/contracts/submissions";
import { memberRoute } from "@/lib/http/member-route";
import { submissionFilterOf } from "@/lib/http/submission-filter-of";
import { countArrivals } from "@/lib/services/count-submissions";

export const GET = memberRoute((ctx, { nextUrl: { searchParams } }) => {
  const { since } = arrivalsParamsSchema.parse({ since: searchParams.get("since") });
  return countArrivals(ctx, submissionFilterOf(searchParams), new Date(since));
});
