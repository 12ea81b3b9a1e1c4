import { useTranslations } from "next-intl";
import { PageSkeleton } from "@/components/shell/page-skeleton";

export default function PolicyLoading() {
  const t = useTranslations("policy");
  return <PageSkeleton title={t("title")} />;
}
