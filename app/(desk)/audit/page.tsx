import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditScreen } from "@/components/audit/audit-screen";
import { NoPermission } from "@/components/shell/no-permission";
import { parseAuditFilter } from "@/lib/contracts/audit-params";
import { memberContext, requirePagePermission } from "@/lib/http/member-context";
import { auditOptions } from "@/lib/queries/audit";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { listAudit } from "@/lib/services/list-audit";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const ctx = await memberContext();
  if (!requirePagePermission(ctx, "audit.read")) {
    const t = await getTranslations("audit");
    return <NoPermission title={t("title")} role={ctx.actor.role} needed="lead" />;
  }

  const { filter, ignored } = parseAuditFilter(await searchParams);
  const queryClient = getQueryClient();
  await queryClient.fetchQuery({ ...auditOptions(filter), queryFn: () => listAudit(ctx, filter) });

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AuditScreen filter={filter} ignored={ignored} timeZone={ctx.project.timeZone} />
    </HydrationBoundary>
  );
}
