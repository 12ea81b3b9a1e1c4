import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { SubmissionsDesk } from "@/components/queue/submissions-desk";
import { parseSubmissionFilter, type SubmissionScope } from "@/lib/contracts/submission-filter";
import { memberContext } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { queueCountsOptions } from "@/lib/queries/queue-counts";
import { submissionListOptions } from "@/lib/queries/submission-list";
import { countSubmissions } from "@/lib/services/count-submissions";
import { listSubmissions } from "@/lib/services/list-submissions";

interface SubmissionsListProps {
  scope: SubmissionScope;
  searchParams: Record<string, string | string[] | undefined>;
}

/** A list of submissions with its first rows and counts, for the filter that the address names. */
export async function SubmissionsList({ scope, searchParams }: SubmissionsListProps) {
  const ctx = await memberContext();
  const { filter } = parseSubmissionFilter(scope, searchParams);
  const queryClient = getQueryClient();

  // Same keys as the browser's, read straight from the services. They throw: an outage must not look like an empty list.
  await Promise.all([
    queryClient.fetchQuery({ ...submissionListOptions(filter), queryFn: () => listSubmissions(ctx, filter) }),
    queryClient.fetchQuery({ ...queueCountsOptions(filter), queryFn: () => countSubmissions(ctx, filter) }),
  ]);

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SubmissionsDesk scope={scope} readAt={ctx.now.getTime()} />
    </HydrationBoundary>
  );
}
