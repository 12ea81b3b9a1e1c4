import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { DeskShell } from "@/components/shell/desk-shell";
import { UnkeptNotice } from "@/components/shell/unkept-notice";
import { withEngines } from "@/lib/http/desk-context";
import { memberContext } from "@/lib/http/member-context";
import { can } from "@/lib/kyc/roles";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { queueCountsOptions, wholeQueue } from "@/lib/queries/queue-counts";
import { viewerOptions } from "@/lib/queries/viewer";
import { countSubmissions } from "@/lib/services/count-submissions";
import { getViewer } from "@/lib/services/get-viewer";
import { listUnkeptOptions } from "@/lib/services/list-unkept-options";

/** Every page inside needs a session; without one this leads to the sign-in page. */
export default async function DeskLayout({ children }: LayoutProps<"/">) {
  const ctx = await memberContext();
  const queryClient = getQueryClient();
  const [viewer, unkept] = await Promise.all([
    queryClient.fetchQuery({ ...viewerOptions(), queryFn: () => getViewer(ctx) }),
    can(ctx.actor.role, "policy.write") ? listUnkeptOptions(withEngines(ctx)) : [],
    queryClient.fetchQuery({ ...queueCountsOptions(wholeQueue), queryFn: () => countSubmissions(ctx, wholeQueue) }),
  ]);

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <DeskShell viewer={viewer} banner={<UnkeptNotice unkept={unkept} />}>
        {children}
      </DeskShell>
    </HydrationBoundary>
  );
}
