import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CaseScreen } from "@/components/review/case-screen";
import { submissionParamsSchema } from "@/lib/contracts/submissions";
import { NotFoundError } from "@/lib/errors";
import { memberContext } from "@/lib/http/member-context";
import { getQueryClient } from "@/lib/queries/get-query-client";
import { submissionDetailOptions } from "@/lib/queries/submission-detail";
import { getSubmission } from "@/lib/services/get-submission";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("case");
  return { title: t("pageTitle") };
}

/** A case that does not exist and one of another project look alike; an outage throws to the error page. */
export default async function CasePage({ params }: PageProps<"/submissions/[submissionId]">) {
  const ctx = await memberContext();
  const parsed = submissionParamsSchema.safeParse(await params);
  if (!parsed.success) notFound();

  const { submissionId } = parsed.data;
  const queryClient = getQueryClient();
  await queryClient.fetchQuery({ ...submissionDetailOptions(submissionId), queryFn: () => getSubmission(ctx, submissionId) }).catch((error: unknown) => {
    if (error instanceof NotFoundError) notFound();
    throw error;
  });

  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CaseScreen key={submissionId} submissionId={submissionId} />
    </HydrationBoundary>
  );
}
