import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MentionsScreen } from "@/components/mentions/mentions-screen";
import { mentionQuerySchema } from "@/lib/contracts/notes";
import { memberContext } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { mentionsOptions } from "@/lib/queries/mentions";
import { listMentions } from "@/lib/services/list-mentions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notes.inbox");
  return { title: t("title") };
}

/** A `before` that is no place in the inbox shows the newest. */
export default async function MentionsPage({ searchParams }: PageProps<"/mentions">) {
  const ctx = await memberContext();
  const parsed = mentionQuerySchema.safeParse({ before: (await searchParams)["before"] ?? null });
  const before = parsed.success ? parsed.data.before : null;
  const queryClient = getQueryClient();
  await queryClient.fetchQuery({ ...mentionsOptions(before), queryFn: () => listMentions(ctx, before) });

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MentionsScreen before={before} timeZone={ctx.project.timeZone} />
    </HydrationBoundary>
  );
}
