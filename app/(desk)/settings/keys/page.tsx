import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KeysScreen } from "@/components/settings/keys-screen";
import { NoPermission } from "@/components/shell/no-permission";
import { memberContext, requirePagePermission } from "@/lib/http/member-context";
import { apiKeysOptions } from "@/lib/queries/api-keys";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { listApiKeys } from "@/lib/services/list-api-keys";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("keys");
  return { title: t("title") };
}

export default async function KeysPage() {
  const ctx = await memberContext();
  const { role } = ctx.actor;
  if (!requirePagePermission(ctx, "keys.read")) {
    const t = await getTranslations("keys");
    return <NoPermission title={t("title")} role={role} needed="admin" />;
  }

  const queryClient = getQueryClient();
  await queryClient.fetchQuery({ ...apiKeysOptions(), queryFn: () => listApiKeys(ctx) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <KeysScreen timeZone={ctx.project.timeZone} />
    </HydrationBoundary>
  );
}
