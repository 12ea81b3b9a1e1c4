import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { DeskShell } from "@/components/shell/desk-shell";
import { memberContext } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { queueCountsOptions, wholeQueue } from "@/lib/queries/queue-counts";
import { viewerOptions } from "@/lib/queries/viewer";
import { countSubmissions } from "@/lib/services/count-submissions";
import { getViewer } from "@/lib/services/get-viewer";

/** Every page inside needs a session; without one this leads to the sign-in page. */
export default async function DeskLayout({ children }: LayoutProps<"/">) {
  const ctx = await memberContext();
  const queryClient = getQueryClient();
  const [viewer] = await Promise.all([
    queryClient.fetchQuery({ ...viewerOptions(), queryFn: () => getViewer(ctx) }),
    queryClient.fetchQuery({ ...queueCountsOptions(wholeQueue), queryFn: () => countSubmissions(ctx, wholeQueue) }),
  ]);

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <DeskShell viewer={viewer}>{children}</DeskShell>
    </HydrationBoundary>
  );
}
