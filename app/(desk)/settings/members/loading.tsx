import { useTranslations } from "next-intl";
import { PageSkeleton } from "@/components/shell/page-skeleton";

export default function MembersLoading() {
  const t = useTranslations("members");
  return <PageSkeleton title={t("title")} />;
}
