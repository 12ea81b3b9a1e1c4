import { useTranslations } from "next-intl";
import { DueLabel } from "@/components/kyc/due-label";
import { Icon } from "@/components/ui/icons";

/** When a case is due; or, without an instant, that its applicant sent again what was asked for. */
export function RowMark({ dueAt, now }: { dueAt: string | null; now: number }) {
  const t = useTranslations("queue");
  if (dueAt !== null) return <DueLabel dueAt={dueAt} now={now} />;
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      <Icon name="sides" small />
      {t("resubmitted")}
    </span>
  );
}
