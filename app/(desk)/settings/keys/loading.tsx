import { useTranslations } from "next-intl";
import { PageSkeleton } from "@/components/shell/page-skeleton";

export default function KeysLoading() {
  const t = useTranslations("keys");
  return <PageSkeleton title={t("title")} />;
}
