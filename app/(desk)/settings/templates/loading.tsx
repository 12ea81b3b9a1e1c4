import { useTranslations } from "next-intl";
import { PageSkeleton } from "@/components/shell/page-skeleton";

export default function TemplatesLoading() {
  const t = useTranslations("templates");
  return <PageSkeleton title={t("title")} />;
}
