import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { CaseScreen } from "@/components/review/case-screen";
import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { NotFoundError } from "@/lib/errors";
import { memberContext } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { submissionDetailOptions } from "@/lib/queries/submission-detail";
import { getSubmission } from "@/lib/services/get-submission";

/** Read once a request, for the title and for the page. */
const readCase = cache(async (submissionId: string) => getSubmission(await memberContext(), submissionId));

export async function generateMetadata({ params }: PageProps<"/submissions/[submissionId]">): Promise<Metadata> {
  const t = await getTranslations("case");
  const parsed = submissionParamsSchema.safeParse(await params);
  const found = parsed.success ? await readCase(parsed.data.submissionId).catch(() => null) : null;
  return { title: found ? t("pageTitle", { id: found.externalId ?? found.id.slice(0, 8) }) : t("pageTitleUnknown") };
}

/** A case that does not exist and one of another project look alike; an outage throws to the error page. */
export default async function CasePage({ params }: PageProps<"/submissions/[submissionId]">) {
  await memberContext();
  const parsed = submissionParamsSchema.safeParse(await params);
  if (!parsed.success) notFound();

  const { submissionId } = parsed.data;
  const queryClient = getQueryClient();
  await queryClient.fetchQuery({ ...submissionDetailOptions(submissionId), queryFn: () => readCase(submissionId) }).catch((error: unknown) => {
    if (error instanceof NotFoundError) notFound();
    throw error;
  });

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CaseScreen key={submissionId} submissionId={submissionId} />
    </HydrationBoundary>
  );
}
