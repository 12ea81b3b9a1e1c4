import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PolicyScreen } from "@/components/settings/policy-screen";
import { withEngines } from "@/lib/http/desk-context";
import { memberContext, requirePagePermission } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { policyOptions } from "@/lib/queries/policy";
import { getPolicy } from "@/lib/services/get-policy";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("policy");
  return { title: t("title") };
}

export default async function PolicyPage() {
  const ctx = await memberContext();
  const queryClient = getQueryClient();
  await queryClient.fetchQuery({ ...policyOptions(), queryFn: () => getPolicy(withEngines(ctx)) });

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PolicyScreen mayWrite={requirePagePermission(ctx, "policy.write")} />
    </HydrationBoundary>
  );
}
