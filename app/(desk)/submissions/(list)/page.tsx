import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SubmissionsList } from "../../submissions-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("queue");
  return { title: t("allPageTitle") };
}

export default async function SubmissionsPage({ searchParams }: PageProps<"/submissions">) {
  return <SubmissionsList scope="all" searchParams={await searchParams} />;
}
