import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChecksScreen } from "@/components/settings/checks-screen";
import { NoPermission } from "@/components/shell/no-permission";
import { withEngines } from "@/lib/http/desk-context";
import { memberContext, requirePagePermission } from "@/lib/http/member-context";
import { checksOptions } from "@/lib/queries/checks";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { withdrawnDocumentsOptions } from "@/lib/queries/withdrawn-documents";
import { getChecks } from "@/lib/services/get-checks";
import { listWithdrawnDocuments } from "@/lib/services/list-withdrawn-documents";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checks");
  return { title: t("title") };
}

export default async function ChecksPage() {
  const ctx = await memberContext();
  if (!requirePagePermission(ctx, "checks.read")) {
    const t = await getTranslations("checks");
    return <NoPermission title={t("title")} role={ctx.actor.role} needed="lead" />;
  }

  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.fetchQuery({ ...checksOptions(), queryFn: () => getChecks(withEngines(ctx)) }),
    queryClient.fetchQuery({ ...withdrawnDocumentsOptions(), queryFn: () => listWithdrawnDocuments(ctx) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ChecksScreen timeZone={ctx.project.timeZone} mayWrite={requirePagePermission(ctx, "policy.write")} />
    </HydrationBoundary>
  );
}
