import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SubmissionsList } from "../submissions-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("queue");
  return { title: t("pageTitle") };
}

export default async function QueuePage({ searchParams }: PageProps<"/queue">) {
  return <SubmissionsList scope="queue" searchParams={await searchParams} />;
}
