import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SubmissionsDesk } from "@/components/queue/submissions-desk";
import { parseSubmissionFilter } from "@/lib/contracts/submission-filter";
import { memberContext } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { submissionListOptions } from "@/lib/queries/submission-list";
import { listSubmissions } from "@/lib/services/list-submissions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("queue");
  return { title: t("allPageTitle") };
}

export default async function SubmissionsPage({ searchParams }: PageProps<"/submissions">) {
  const ctx = await memberContext();
  const { filter } = parseSubmissionFilter("all", await searchParams);
  const queryClient = getQueryClient();

  // Same key as the browser's, read straight from the service. It throws: an outage must not look like an empty list.
  await queryClient.fetchQuery({ ...submissionListOptions(filter), queryFn: () => listSubmissions(ctx, filter) });

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SubmissionsDesk scope="all" />
    </HydrationBoundary>
  );
}
