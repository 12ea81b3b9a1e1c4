import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MembersScreen } from "@/components/settings/members-screen";
import { NoPermission } from "@/components/shell/no-permission";
import { memberContext, requirePagePermission } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { membersOptions } from "@/lib/queries/members";
import { listMembers } from "@/lib/services/list-members";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("members");
  return { title: t("title") };
}

export default async function MembersPage() {
  const ctx = await memberContext();
  const { role } = ctx.actor;
  if (!requirePagePermission(ctx, "members.read")) {
    const t = await getTranslations("members");
    return <NoPermission title={t("title")} role={role} needed="admin" />;
  }

  const queryClient = getQueryClient();
  await queryClient.fetchQuery({ ...membersOptions(), queryFn: () => listMembers(ctx) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MembersScreen ownRole={role} timeZone={ctx.project.timeZone} />
    </HydrationBoundary>
  );
}
