import { useTranslations } from "next-intl";
import type { SubmissionStatus } from "@/lib/kyc/review/transitions";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";

const tones: Record<SubmissionStatus, string> = {
  incomplete: "text-text-2",
  pending: "text-text-2",
  approved: "text-ok",
  rejected: "text-danger",
  deleted: "text-text-3",
};

/** A status as a word and a shape. */
export function StatusBadge({ status, className }: { status: SubmissionStatus; className?: string }) {
  const t = useTranslations("statuses");
  return (
    <span className={classNames("inline-flex items-center gap-1 whitespace-nowrap", tones[status], className)}>
      <Icon name={status} small />
      {t(status)}
    </span>
  );
}
