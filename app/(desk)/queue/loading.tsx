import { useTranslations } from "next-intl";
import { PageSkeleton } from "@/components/shell/page-skeleton";

export default function QueueLoading() {
  const t = useTranslations("queue");
  return <PageSkeleton title={t("title")} />;
}
