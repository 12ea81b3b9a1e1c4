import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TemplatesScreen } from "@/components/settings/templates-screen";
import { NoPermission } from "@/components/shell/no-permission";
import { memberContext, requirePagePermission } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { templatesOptions } from "@/lib/queries/templates";
import { listTemplates } from "@/lib/services/list-templates";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("templates");
  return { title: t("title") };
}

export default async function TemplatesPage() {
  const ctx = await memberContext();
  if (!requirePagePermission(ctx, "templates.write")) {
    const t = await getTranslations("templates");
    return <NoPermission title={t("title")} role={ctx.actor.role} needed="lead" />;
  }

  const queryClient = getQueryClient();
  await queryClient.fetchQuery({ ...templatesOptions(), queryFn: () => listTemplates(ctx) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TemplatesScreen timeZone={ctx.project.timeZone} />
    </HydrationBoundary>
  );
}
