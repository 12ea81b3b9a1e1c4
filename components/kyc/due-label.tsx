import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import { dueIn } from "@/lib/i18n/due";

const looks = { overdue: { icon: "overdue", tone: "text-danger" }, soon: { icon: "soon", tone: "text-warn" }, later: { icon: "clock", tone: "text-text-3" } } as const;

/** When a case is due, as a shape and words: "overdue by 4 h", "due in 38 min". `now` is given, so that server and browser write the same. */
export function DueLabel({ dueAt, now, className }: { dueAt: string; now: number; className?: string }) {
  const t = useTranslations("common.due");
  const { state, unit, count } = dueIn(dueAt, now);
  const { icon, tone } = looks[state];
  return (
    <span className={classNames("inline-flex items-center gap-1 whitespace-nowrap", state === "later" ? null : tone, className)}>
      <Icon name={icon} small className={tone} />
      {t(state === "overdue" ? "over" : "in", { unit, count })}
    </span>
  );
}
