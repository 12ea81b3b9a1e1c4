import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icons";

export type NoticeTone = "info" | "ok" | "warn" | "danger";

const looks: Record<NoticeTone, { edge: string; shape: string; icon: IconName }> = {
  info: { edge: "border-line bg-sunken", shape: "text-text-3", icon: "info" },
  ok: { edge: "border-ok-line bg-ok-tint", shape: "text-ok", icon: "approved" },
  warn: { edge: "border-warn-line bg-warn-tint", shape: "text-warn", icon: "warning" },
  danger: { edge: "border-danger-line bg-danger-tint", shape: "text-danger", icon: "overdue" },
};

export interface NoticeProps {
  tone?: NoticeTone;
  /** `alert` for what just happened and must be heard, `status` for what may wait, left out for what stands on the page. */
  role?: "alert" | "status";
  children: ReactNode;
  actions?: ReactNode;
  className?: string;
}

export function Notice({ tone = "info", role, children, actions, className }: NoticeProps) {
  const { edge, shape, icon } = looks[tone];
  return (
    <div role={role} className={classNames("flex items-start gap-2 rounded-control border px-3 py-2", edge, className)}>
      <Icon name={icon} className={classNames("mt-0.5", shape)} />
      <div className="min-w-0 flex-1 break-words">{children}</div>
      {actions}
    </div>
  );
}
