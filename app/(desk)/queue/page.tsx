import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SubmissionsDesk } from "@/components/queue/submissions-desk";
import { parseSubmissionFilter } from "@/lib/contracts/submission-filter";
import { memberContext } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { queueCountsOptions } from "@/lib/queries/queue-counts";
import { submissionListOptions } from "@/lib/queries/submission-list";
import { countSubmissions } from "@/lib/services/count-submissions";
import { listSubmissions } from "@/lib/services/list-submissions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("queue");
  return { title: t("pageTitle") };
}

export default async function QueuePage({ searchParams }: PageProps<"/queue">) {
  const ctx = await memberContext();
  const { filter } = parseSubmissionFilter("queue", await searchParams);
  const queryClient = getQueryClient();

  // Same keys as the browser's, read straight from the services. They throw: an outage must not look like an empty queue.
  await Promise.all([
    queryClient.fetchQuery({ ...submissionListOptions(filter), queryFn: () => listSubmissions(ctx, filter) }),
    queryClient.fetchQuery({ ...queueCountsOptions(filter), queryFn: () => countSubmissions(ctx, filter) }),
  ]);

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SubmissionsDesk scope="queue" />
    </HydrationBoundary>
  );
}
