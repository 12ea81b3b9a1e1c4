import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The same words for what does not exist and what belongs to another project. */
export function NotFoundScreen() {
  const t = useTranslations("shell.notFound");
  return (
    <EmptyState
      title={t("title")}
      actions={
        <Link href="/queue" className={`${buttonClass()} text-text`}>
          {t("back")}
        </Link>
      }
    >
      {t("text")}
    </EmptyState>
  );
}
