import { useTranslations } from "next-intl";
import { PageSkeleton } from "@/components/shell/page-skeleton";

export default function MentionsLoading() {
  const t = useTranslations("notes.inbox");
  return <PageSkeleton title={t("title")} />;
}
