import { useTranslations } from "next-intl";
import { PageSkeleton } from "@/components/shell/page-skeleton";

export default function AuditLoading() {
  const t = useTranslations("audit");
  return <PageSkeleton title={t("title")} />;
}
