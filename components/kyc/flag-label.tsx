import { useTranslations } from "next-intl";
import { isFlag } from "@/lib/kyc/flags";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icons";

/** The shape of a flag, by the word before its colon. */
function shapeOf(flag: string): { icon: IconName; tone: string } {
  const kind = flag.split(":")[0];
  if (kind === "rule_hit") return { icon: "overdue", tone: "text-danger" };
  if (kind === "field_mismatch") return { icon: "differs", tone: "text-warn" };
  if (kind === "low_confidence") return { icon: "doubt", tone: "text-text-2" };
  if (kind === "warning" || kind === "korean_id_mismatch") return { icon: "warning", tone: "text-warn" };
  if (kind === "not_run") return { icon: "not-run", tone: "text-text-2" };
  return { icon: kind === "not_resubmitted" ? "clock" : "document", tone: "text-text-2" };
}

/** The words of flags; a flag that this version does not know stands as it was written. */
export function useFlagWords(): (flag: string) => string {
  const t = useTranslations("flags");
  return (flag) => (isFlag(flag) ? t(flag) : flag);
}

/** A flag as a shape and words. */
export function FlagLabel({ flag, className }: { flag: string; className?: string }) {
  const words = useFlagWords();
  const { icon, tone } = shapeOf(flag);
  return (
    <span className={classNames("inline-flex min-w-0 items-center gap-1", className)}>
      <Icon name={icon} small className={tone} />
      <span className="truncate">{words(flag)}</span>
    </span>
  );
}
